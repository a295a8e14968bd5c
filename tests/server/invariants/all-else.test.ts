import { expect, test } from "vitest";
import { HALVES, tryAll } from "../../support/invariants/all";
import { withWorlds } from "../../support/invariants/worlds";

/*
 * The four invariants of the engine, in every call that is neither a way into an account nor out of it; see ways-in-and-out.
 */
const worlds = withWorlds();

test("whatever fails, at each step in turn: the four invariants hold", { timeout: 3_600_000 }, async () => {
  const { wrong } = await tryAll(worlds(), HALVES["all else"]);
  expect(wrong).toEqual([]);
});
