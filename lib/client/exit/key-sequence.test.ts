import { describe, expect, it } from "vitest";
import { countsToLeave, type KeySequence, noSequence, pressKey } from "./key-sequence";

/** Plays presses of [key, moment] and returns after which of them someone leaves. */
function play(...presses: [key: string, at: number][]): number[] {
  let sequence: KeySequence = noSequence;
  const leaves: number[] = [];
  presses.forEach(([key, at], index) => {
    const pressed = pressKey(sequence, key, at);
    sequence = pressed.sequence;
    if (pressed.leave) leaves.push(index);
  });
  return leaves;
}

describe("Shift three times", () => {
  it("leaves at the third press", () => {
    expect(play(["Shift", 0], ["Shift", 300], ["Shift", 600])).toEqual([2]);
  });

  it("gives each press five seconds from the one before", () => {
    expect(play(["Shift", 0], ["Shift", 5000], ["Shift", 10_000])).toEqual([2]);
    expect(play(["Shift", 0], ["Shift", 5001], ["Shift", 10_001])).toEqual([]);
  });

  it("starts again from the late press", () => {
    expect(play(["Shift", 0], ["Shift", 9000], ["Shift", 9100], ["Shift", 9200])).toEqual([3]);
  });

  it("is broken by any other key, so that writing capitals never leaves", () => {
    expect(play(["Shift", 0], ["Shift", 100], ["A", 150], ["Shift", 200])).toEqual([]);
    expect(play(["Shift", 0], ["H", 50], ["Shift", 100], ["I", 150], ["Shift", 200], ["Tab", 250])).toEqual(
      [],
    );
  });

  it("is not mixed with Esc", () => {
    expect(play(["Shift", 0], ["Shift", 100], ["Escape", 200], ["Shift", 300])).toEqual([]);
  });
});

describe("Esc twice", () => {
  it("leaves at the second press", () => {
    expect(play(["Escape", 0], ["Escape", 200])).toEqual([1]);
  });

  it("gives three seconds", () => {
    expect(play(["Escape", 0], ["Escape", 3000])).toEqual([1]);
    expect(play(["Escape", 0], ["Escape", 3001])).toEqual([]);
  });

  it("is broken by any other key", () => {
    expect(play(["Escape", 0], ["Enter", 100], ["Escape", 200])).toEqual([]);
  });

  it("leaves when only the last two of several keys are Esc", () => {
    expect(play(["a", 0], ["Shift", 10], ["Escape", 20], ["Escape", 30])).toEqual([3]);
  });
});

describe("odd clocks", () => {
  it("counts presses at one and the same moment", () => {
    expect(play(["Shift", 7], ["Shift", 7], ["Shift", 7])).toEqual([2]);
  });

  it("counts on when the clock goes back", () => {
    expect(play(["Escape", 86_400_000], ["Escape", 10])).toEqual([1]);
    expect(play(["Shift", 50_000], ["Shift", 10], ["Shift", 20])).toEqual([2]);
  });

  it("starts again when the clock jumps ahead", () => {
    expect(play(["Escape", 0], ["Escape", 86_400_000], ["Escape", 86_400_100])).toEqual([2]);
  });

  it("counts on when the clock gives no number", () => {
    expect(play(["Shift", Number.NaN], ["Shift", Number.NaN], ["Shift", 5])).toEqual([2]);
  });
});

it("knows no keys but its own, whatever they are called", () => {
  expect(play(["constructor", 0], ["toString", 1], ["__proto__", 2], ["", 3])).toEqual([]);
});

it("starts from nothing after leaving", () => {
  expect(play(["Escape", 0], ["Escape", 1], ["Escape", 2], ["Escape", 3])).toEqual([1, 3]);
});

describe("where a key comes from", () => {
  const shift = { key: "Shift", code: "ShiftLeft", keyCode: 16, isComposing: false };
  const esc = { key: "Escape", code: "Escape", keyCode: 27, isComposing: false };

  it("counts from a keyboard, in a text field and elsewhere", () => {
    for (const key of [shift, esc]) {
      expect(countsToLeave(key, true)).toBe(true);
      expect(countsToLeave(key, false)).toBe(true);
    }
  });

  it("does not count while an input method composes, however a browser says so", () => {
    for (const key of [shift, esc]) {
      expect(countsToLeave({ ...key, isComposing: true }, true)).toBe(false);
      expect(countsToLeave({ ...key, keyCode: 229 }, true)).toBe(false);
      expect(countsToLeave({ ...key, keyCode: 229 }, false)).toBe(false);
      expect(countsToLeave({ ...key, key: "Process" }, true)).toBe(false);
      expect(countsToLeave({ ...key, key: "Unidentified" }, true)).toBe(false);
    }
  });

  it("does not count in a text field from a screen keyboard, whose keys have no code", () => {
    for (const key of [shift, esc]) {
      expect(countsToLeave({ ...key, code: "" }, true)).toBe(false);
      expect(countsToLeave({ ...key, code: "" }, false)).toBe(true);
    }
  });
});
