import { expect, test } from "vitest";
import type { Device } from "@/lib/client/engine/device";
import type { TabMessage } from "@/lib/client/engine/tabs";
import { PATTERNS, patternOf } from "../../support/http";
import { HALVES, stepsOfAll, tryAll } from "../../support/invariants/all";
import { withWorlds } from "../../support/invariants/worlds";

/*
 * The four invariants of the engine:
 * 1. What the partner can fetch is never more than what the screen says is shared, and never grows without a press.
 * 2. What was acknowledged is never lost; what was not is kept, sealed, for the account it belongs to, and said.
 * 3. After a lock, an exit or a sign-out nothing opens without the passphrase.
 * 4. No failure makes more than a few requests a minute.
 *
 * Each is looked at in a run for each call, each step that it takes (a request, something done with the device's store, a word to
 * the other tabs) and each way in which that step can fail. The handlers and the database are the real ones; time is driven.
 */
const worlds = withWorlds();

/** What the store can do. A new method is put here before anything compiles. */
const STORE: Record<keyof Device, true> = {
  remember: true,
  touch: true,
  keeps: true,
  keptFor: true,
  recall: true,
  forget: true,
  keepUnsent: true,
  dropUnsent: true,
  unsentOf: true,
  wipe: true,
};
const TOLD: Record<TabMessage["say"], true> = {
  here: true,
  lock: true,
  saved: true,
  signedIn: true,
  signedOut: true,
};
/** The routes that no call of the engine asks: what tells where the server is, what is for accounts of an earlier release, and nowhere. */
const NOT_ASKED = ["place", "access/setup/start", "access/setup/finish", "[...unknown]"];

const LIST =
  "the list is whole: every route, all that the store does and every word between tabs is a step of some call";
test(LIST, { timeout: 600_000 }, async () => {
  const steps = await stepsOfAll(worlds());
  const done = (medium: string) => steps.filter((step) => step.medium === medium).map(({ what }) => what);
  const routes = done("request").map((what) => patternOf(what.replace(/^[A-Z]+ \/api\//, "")));
  const asked = PATTERNS.filter((pattern) => !NOT_ASKED.includes(pattern));
  expect(new Set(routes)).toEqual(new Set(asked));
  expect(new Set(done("store"))).toEqual(new Set(Object.keys(STORE)));
  expect(new Set(done("tabs"))).toEqual(new Set(Object.keys(TOLD)));
});

test("whatever fails, at each step in turn: the four invariants hold", { timeout: 3_600_000 }, async () => {
  const { wrong } = await tryAll(worlds(), HALVES["ways in and out"]);
  expect(wrong).toEqual([]);
});
