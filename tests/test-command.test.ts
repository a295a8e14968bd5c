import { expect, it } from "vitest";
import { judge } from "../scripts/test.mjs";

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
