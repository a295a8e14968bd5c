import { describe, expect, test } from "vitest";
import { waitAfter } from "./polling";

describe("the wait between checks", () => {
  test("is fifteen seconds, and grows to a minute while checks fail", () => {
    expect([0, 1, 2, 3, 100].map((failures) => waitAfter(failures, 0.5))).toEqual([
      15_000, 30_000, 60_000, 60_000, 60_000,
    ]);
  });

  test("differs by chance, by a third at most", () => {
    expect(waitAfter(0, 0)).toBeCloseTo(10_000);
    expect(waitAfter(0, 1)).toBeCloseTo(20_000);
  });
});
