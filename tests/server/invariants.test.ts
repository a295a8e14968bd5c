import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CALLS } from "../support/invariants/calls";
import { Run } from "../support/invariants/run";
import { nameOf, waysToFail } from "../support/invariants/steps";
import { driveTime, leaveTime } from "../support/invariants/time";
import { makeWorlds, START, type Worlds } from "../support/invariants/worlds";
import { withServer } from "../support/server";

vi.mock("@serenity-kit/opaque", async (original) => {
  const { cheapOpaque } = await import("../support/invariants/cheap");
  return cheapOpaque(await original());
});
vi.mock("@/lib/crypto", async (original) => {
  const { cheapWords } = await import("../support/invariants/cheap");
  return cheapWords(await original());
});

withServer();

let worlds: Worlds;
beforeAll(async () => {
  driveTime(START);
  worlds = await makeWorlds();
});
afterAll(leaveTime);

const only = process.env.ONLY?.split(",");
test("all", { timeout: 3_000_000 }, async () => {
  const { Session } = await import("node:inspector/promises");
  const prof = process.env.PROF ? new Session() : null;
  prof?.connect(); await prof?.post("Profiler.enable"); await prof?.post("Profiler.start");
  const began = (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  let [scenes, steps, runs] = [0, 0, 0];
  const rates = { first: 0, later: 0 };
  const wrong: string[] = [];
  const cost: Record<string, number> = {};
  for (const [call, list] of Object.entries(CALLS)) {
    if (only && !only.includes(call)) continue;
    for (const [at, scene] of list.entries()) {
      scenes++;
      const t = (process.cpuUsage().user + process.cpuUsage().system) / 1000;
      const undisturbed = await Run.make(worlds, scene, null, null);
      const n0 = runs;
      runs++;
      wrong.push(...undisturbed.wrong.map((one) => `${call}/${at} undisturbed: ${one}`));
      steps += undisturbed.steps.length;
      for (const step of undisturbed.steps) {
        for (const armed of waysToFail(step)) {
          const ran = await Run.make(worlds, scene, undisturbed, armed);
          runs++;
          rates.first = Math.max(rates.first, ran.rate.first);
          rates.later = Math.max(rates.later, ran.rate.later);
          if (!ran.hasFailed) wrong.push(`${call}/${at} ${nameOf(armed)}: never reached`);
          wrong.push(...ran.wrong.map((one) => `${call}/${at} ${nameOf(armed)}: ${one}`));
        }
      }
      (await import("node:fs")).writeFileSync(process.env.OUT ?? "/tmp/inv-wrong.txt", wrong.join("\n"));
      const ms = (process.cpuUsage().user + process.cpuUsage().system) / 1000 - t;
      cost[`${call}/${at}`] = Math.round(ms);
      console.log(`${call}/${at}`, undisturbed.steps.length, "steps", runs - n0, "runs", Math.round(ms), "ms", Math.round(ms / (runs - n0)), "ms each");
    }
  }
  console.log(scenes, steps, runs, rates, Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000 - began));
  if (prof) (await import("node:fs")).writeFileSync("/tmp/prof/a.cpuprofile", JSON.stringify((await prof.post("Profiler.stop")).profile));
  const fs = await import("node:fs");
  fs.writeFileSync(process.env.OUT ?? "/tmp/inv-wrong.txt", wrong.join("\n"));
  expect(wrong.slice(0, 3)).toEqual([]);
});
