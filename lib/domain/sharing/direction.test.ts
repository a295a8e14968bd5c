import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shareable } from "@/tests/support/arbitraries";
import { LIST_LENGTH } from "../entry/limits";
import { bothLimits, changeOf, directionOf, linesMore } from "./direction";
import { contentOf, PARTS } from "./parts";

describe("the direction of a part", () => {
  test("no is tighter than not now, that than ask first, that than only if, and that than welcome", () => {
    const either = directionOf("comfort", "either");
    const chain = [
      { is: "no" },
      { is: "notNow" },
      { is: "askFirst" },
      { is: "onlyIf", condition: "slowly" },
      { is: "welcome" },
    ];
    for (const [i, tighter] of chain.entries()) {
      for (const looser of chain.slice(i + 1)) {
        expect(changeOf(either, looser, tighter)).toBe("tightens");
        expect(changeOf(either, tighter, looser)).toBe("loosens");
      }
    }
    // Unset reads as "ask first": it is no tightening of that, and one of "welcome".
    expect(changeOf(either, { is: "askFirst" }, null)).toBe("loosens");
    expect(changeOf(either, null, { is: "notSure" })).toBe("loosens");
    expect(changeOf(either, { is: "welcome" }, null)).toBe("tightens");
    expect(changeOf(either, null, { is: "notNow" })).toBe("tightens");
    expect(changeOf(either, { is: "onlyIf", condition: "a" }, { is: "onlyIf", condition: "b" })).toBe(
      "loosens",
    );
  });

  test("touch and closeness lie between none and all, and a closeness that is not told is the tightest", () => {
    const touch = directionOf("support", "touch");
    const closeness = directionOf("checkIn", "closeness");
    expect(changeOf(touch, "welcome", null)).toBe("tightens");
    expect(changeOf(touch, null, "none")).toBe("tightens");
    expect(changeOf(touch, "none", "askFirst")).toBe("loosens");
    expect(changeOf(closeness, "some", "notSure")).toBe("tightens");
    expect(changeOf(closeness, "none", null)).toBe("tightens");
    expect(changeOf(closeness, null, "none")).toBe("loosens");
  });

  test("of limits more is tighter, and a line that is gone, changed or moved is not", () => {
    const pleaseDont = directionOf("hardMoment", "pleaseDont");
    const dontAsk = directionOf("comfort", "dontAsk");
    expect(changeOf(pleaseDont, ["a"], ["b", "a"])).toBe("tightens");
    expect(changeOf(pleaseDont, null, ["a"])).toBe("tightens");
    for (const looser of [["a"], ["a", "c"], ["b", "a"], null]) {
      expect(changeOf(pleaseDont, ["a", "b"], looser)).toBe("loosens");
    }
    expect(changeOf(dontAsk, null, true)).toBe("tightens");
    expect(changeOf(dontAsk, true, null)).toBe("loosens");
  });

  test("what has no direction only ever waits, and the same is the same", () => {
    const contents = fc.tuple(shareable, shareable).filter(([a, b]) => a.kind === b.kind);
    fc.assert(
      fc.property(contents, ([a, b]) => {
        for (const part of PARTS[a.kind]) {
          const [one, other] = [contentOf(a, part), contentOf(b, part)];
          const direction = directionOf(a.kind, part);
          expect(changeOf(direction, one, one)).toBe("same");
          const [there, back] = [changeOf(direction, one, other), changeOf(direction, other, one)];
          if (direction.is === "waits") expect(there).not.toBe("tightens");
          expect(there === "tightens" && back !== "loosens").toBe(false);
          expect(there === "same").toBe(back === "same");
        }
      }),
    );
  });

  test("both limits hold every line of each, once, or are too many", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 5 });
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const both = bothLimits(a, b);
        expect(linesMore(a, both)).not.toBeNull();
        for (const line of b) expect(both).toContain(line);
        expect(bothLimits(both, b)).toEqual(both);
      }),
    );
    const many = (of: string) => Array.from({ length: LIST_LENGTH }, (_, index) => of + index);
    expect(bothLimits(many("a"), ["b"])).toBeNull();
    expect(bothLimits(null, true)).toBe(true);
  });
});
