import { expect, it } from "vitest";
import { failedNote, judge } from "../scripts/test.mjs";

const fine = { code: 0, passed: 3, failed: 0, skipped: [] };

it("counts what passed and failed", () => {
  expect(judge(fine)).toMatchObject({ passed: 3, failed: 0 });
  expect(judge({ ...fine, code: 1, failed: 2 })).toMatchObject({ passed: 3, failed: 2 });
});

it("takes a skipped test for a failed one, and names it", () => {
  const outcome = judge({ ...fine, skipped: ["later"] });
  expect(outcome.failed).toBe(1);
  expect(outcome.notes?.join()).toContain("later");
});

it("takes no test at all for a failure", () => {
  expect(judge({ ...fine, passed: 0 }).failed).toBe(1);
});

it("takes a runner that failed for a failure, whatever it counted", () => {
  expect(judge({ ...fine, code: 1 }).failed).toBe(1);
});

it("a test that failed is named in the summary, with the first line of why and no colours", () => {
  const message = "\u001b[31mAssertionError: expected 1 to be 2\u001b[39m\n    at a.test.ts:3:1";
  expect(failedNote("a sum", message)).toBe("Failed: a sum (AssertionError: expected 1 to be 2)");
  expect(failedNote("a sum")).toBe("Failed: a sum");
});
