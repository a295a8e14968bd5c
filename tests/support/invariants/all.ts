import { expect } from "vitest";
import type { Engine } from "@/lib/client/engine/contract";
import { CALLS, type Scene } from "./calls";
import { type Ran, Run } from "./run";
import { type Armed, nameOf, waysToFail } from "./steps";
import type { Worlds } from "./worlds";

/*
 * Every call of the engine, against a server, a store, tabs and a cookie that fail, stay silent or refuse at each of its steps
 * in turn. What is looked at in each run is in run.ts and watch.ts.
 */

const names = Object.keys(CALLS).filter((name): name is keyof Engine => Object.hasOwn(CALLS, name));

/** The calls in two halves that take about as long as each other, so that two workers share them. */
const DOORS: ReadonlySet<keyof Engine> = new Set<keyof Engine>([
  ...(["restore", "signUp", "signIn", "unlock", "recover", "lock", "signOut"] as const),
]);
export const HALVES = {
  "ways in and out": names.filter((name) => DOORS.has(name)),
  "all else": names.filter((name) => !DOORS.has(name)),
} as const;

/** What was done and what was found. */
class Tally {
  readonly wrong: string[] = [];
  calls = 0;
  steps = 0;
  runs = 0;
  readonly most = { first: 0, later: 0 };

  add(name: string, ran: Ran): void {
    this.runs += 1;
    this.most.first = Math.max(this.most.first, ran.rate.first);
    this.most.later = Math.max(this.most.later, ran.rate.later);
    this.wrong.push(...ran.wrong.map((one) => `${name}: ${one}`));
  }
}

/** Runs these calls undisturbed, and then once for each step and each way in which it can fail. */
export async function tryAll(worlds: Worlds, calls: readonly (keyof Engine)[]): Promise<Tally> {
  const tally = new Tally();
  for (const call of calls) {
    tally.calls += 1;
    for (const [at, scene] of CALLS[call].entries())
      await tryScene(worlds, `${call} ${at + 1}`, scene, tally);
  }
  const { calls: made, steps, runs, most } = tally;
  console.log(
    `${made} calls, ${steps} steps, ${runs} runs; at most ${most.first} requests more in the first minute of a failure, ${most.later} in a later one`,
  );
  return tally;
}

async function tryScene(worlds: Worlds, name: string, scene: Scene, tally: Tally): Promise<void> {
  const undisturbed = await Run.make(worlds, scene, null, null);
  tally.add(`${name} undisturbed`, undisturbed);
  tally.steps += undisturbed.steps.length;
  // What arrived at the server, by its own count, has passed by here as a step.
  const requests = undisturbed.steps.filter(({ medium }) => medium === "request").length;
  if (requests !== undisturbed.sent)
    tally.wrong.push(`${name}: ${undisturbed.sent} requests, ${requests} steps`);
  const ways = undisturbed.steps.flatMap((step) => waysToFail(step));
  const before = tally.runs;
  for (const armed of ways) {
    const what = `${name}, ${nameOf(armed)}`;
    try {
      const ran = await Run.make(worlds, scene, undisturbed, armed);
      tally.add(what, ran);
      if (!ran.hasFailed) tally.wrong.push(`${what}: the step was never reached`);
    } catch (error) {
      tally.wrong.push(`${what}: ${String(error)}`);
    }
  }
  if (tally.runs - before !== ways.length) tally.wrong.push(`${name}: not every step was tried`);
}

/** Every step that some call takes, and that a lock takes where the key cannot be forgotten. */
export async function stepsOfAll(worlds: Worlds): Promise<Ran["steps"]> {
  const found: Ran["steps"][number][] = [];
  for (const scene of Object.values(CALLS).flat()) {
    const { steps, wrong } = await Run.make(worlds, scene, null, null);
    expect(wrong).toEqual([]);
    found.push(...steps);
  }
  const [lock] = CALLS.lock;
  const forget = { medium: "store", what: "forget", nth: 0 } as const;
  const armed: Armed = { step: forget, fault: "rejects", lasting: "once" };
  if (lock) found.push(...(await Run.make(worlds, lock, null, armed)).steps);
  return found;
}
