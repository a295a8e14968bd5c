import { describe, expect, it } from "vitest";
import { awayTooLong, heardOf, locksSoon, type Moment } from "./presence";

const MINUTE = 60_000;
const LAST: Moment = { steady: 5_000, wall: 1_700_000_000_000 };
const later = (steady: number, wall = steady): Moment => ({
  steady: LAST.steady + steady,
  wall: LAST.wall + wall,
});

describe("away too long", () => {
  it("not up to the idle time, and from then on", () => {
    expect(awayTooLong(LAST, later(0), 2 * MINUTE)).toBe(false);
    expect(awayTooLong(LAST, later(2 * MINUTE), 2 * MINUTE)).toBe(false);
    expect(awayTooLong(LAST, later(2 * MINUTE + 1), 2 * MINUTE)).toBe(true);
  });

  it("when either clock says so: one may stand still in sleep, the other may be set", () => {
    expect(awayTooLong(LAST, later(1_000, 3 * MINUTE), 2 * MINUTE)).toBe(true);
    expect(awayTooLong(LAST, later(3 * MINUTE, 1_000), 2 * MINUTE)).toBe(true);
  });

  it("when the clock went back, or gives no number", () => {
    expect(awayTooLong(LAST, later(1_000, -1), 2 * MINUTE)).toBe(true);
    expect(awayTooLong(LAST, later(1_000, Number.NaN), 2 * MINUTE)).toBe(true);
    expect(awayTooLong(LAST, later(Number.NaN, 1_000), 2 * MINUTE)).toBe(true);
  });
});

describe("a word before the lock", () => {
  it("comes a minute before it", () => {
    expect(locksSoon(LAST, later(4 * MINUTE - 1), 5 * MINUTE)).toBe(false);
    expect(locksSoon(LAST, later(4 * MINUTE), 5 * MINUTE)).toBe(true);
  });

  it("comes a quarter of the idle time before it where that is shorter, and never less than 20 s (WCAG 2.2.1)", () => {
    expect(locksSoon(LAST, later(1.5 * MINUTE - 1), 2 * MINUTE)).toBe(false);
    expect(locksSoon(LAST, later(1.5 * MINUTE), 2 * MINUTE)).toBe(true);
  });

  it("goes by the clock that says later", () => {
    expect(locksSoon(LAST, later(0, 4 * MINUTE), 5 * MINUTE)).toBe(true);
    expect(locksSoon(LAST, later(4 * MINUTE, 0), 5 * MINUTE)).toBe(true);
  });
});

describe("a touch in another tab", () => {
  it("is placed on both clocks", () => {
    expect(heardOf(LAST.wall + 3_000, later(10_000))).toEqual(later(3_000));
  });

  it("is not taken up when it would lie ahead", () => {
    expect(heardOf(LAST.wall + 10_001, later(10_000))).toBeNull();
    expect(heardOf(Number.NaN, later(10_000))).toBeNull();
  });
});
