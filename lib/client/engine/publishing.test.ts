import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Failure } from "./http";
import type { PublishOutcome } from "./publisher";
import { Publishing } from "./publishing";
import type { Saved } from "./save-documents";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A room whose network does what `network` says, and everything that it did. */
function room(keeps = (did: string[]) => did.push("keep") > 0) {
  const network: { saves: Saved; publishes: PublishOutcome | null; slowMs: number } = {
    saves: { ok: true },
    publishes: { ok: true },
    slowMs: 0,
  };
  const did: string[] = [];
  const publishing = new Publishing({
    save: async () => {
      did.push("save");
      if (network.slowMs > 0) await new Promise((done) => setTimeout(done, network.slowMs));
      else await Promise.resolve();
      return network.saves;
    },
    takeAway: async () => {
      did.push("take");
      await Promise.resolve();
      return network.publishes;
    },
    keepUnsent: async () => keeps(did),
    publish: async () => {
      did.push("publish");
      await Promise.resolve();
      return network.publishes;
    },
    onUnlinked: async () => void did.push("unlinked"),
    onChange: () => {},
  });
  const fails = (failure: Failure) => {
    network.saves = { ok: false, reason: failure === "signed_out" ? "signed_out" : "offline" };
    network.publishes = { ok: false, failure };
  };
  return { publishing, network, did, fails };
}

test("a start in the very turn in which a run ends makes a run of its own", async () => {
  const { publishing, did } = room();
  for (let turns = 0; turns < 20; turns++) {
    did.length = 0;
    const run = publishing.start();
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    const before = did.filter((what) => what === "publish").length;
    await publishing.start();
    await run;
    // Whatever was on at the second start: something was published after it.
    expect(did.filter((what) => what === "publish").length).toBeGreaterThan(before);
    expect(publishing.running).toBeNull();
  }
});

test("asked often while a run is on, it runs once more", async () => {
  const { publishing, did } = room();
  await Promise.all([publishing.start(), publishing.start(), publishing.start(), publishing.start()]);
  expect(did).toEqual(["take", "save", "publish", "take", "save", "publish"]);
});

describe("a network that is away", () => {
  test("is asked a few times a minute, however much is written; what is written is kept on the device", async () => {
    const { publishing, did, fails } = room();
    fails("offline");
    for (let second = 0; second < 60; second++) {
      publishing.changed();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(did.filter((what) => what === "save").length).toBeLessThanOrEqual(5);
    expect(did.filter((what) => what === "keep").length).toBeGreaterThan(50);
    expect(publishing.behind).toBe("offline");
  });

  test("that takes its time to fail is not asked without a pause, though more was wanted meanwhile", async () => {
    const { publishing, network, did, fails } = room();
    fails("offline");
    network.slowMs = 10_000;
    const run = publishing.start();
    publishing.changed();
    await vi.advanceTimersByTimeAsync(21_000);
    // Both runs that were asked for are over, and the next one waits for its time.
    await run;
    expect(did.filter((what) => what === "save")).toHaveLength(2);
    expect(publishing.running).toBeNull();
  });

  test("a stop just after a try is tried two seconds after it, however long the next try would wait", async () => {
    const { publishing, did, fails } = room();
    fails("offline");
    await publishing.start();
    await vi.advanceTimersByTimeAsync(22_000);
    did.length = 0;
    await vi.advanceTimersByTimeAsync(500);
    publishing.urgent();
    publishing.urgent();
    await vi.advanceTimersByTimeAsync(1_499);
    expect(did).not.toContain("take");
    await vi.advanceTimersByTimeAsync(1);
    expect(did.filter((what) => what === "take")).toHaveLength(1);
  });

  test("a press tries at once, and once it is back everything goes out and nothing waits", async () => {
    const { publishing, network, did, fails } = room();
    fails("offline");
    await publishing.start();
    did.length = 0;
    network.saves = { ok: true };
    network.publishes = { ok: true };
    await publishing.start();
    expect(did).toEqual(["take", "save", "publish"]);
    expect(publishing.behind).toBeNull();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(did).toEqual(["take", "save", "publish"]);
  });

  test("a save that fails holds publishing back no longer than itself", async () => {
    const { publishing, network, did } = room();
    network.saves = { ok: false, reason: "server" };
    await publishing.start();
    expect(did).toEqual(["take", "save", "publish"]);
    expect(publishing.behind).toBeNull();
  });
});

test("without a session nothing is tried by itself", async () => {
  const { publishing, did, fails } = room();
  fails("signed_out");
  await publishing.start();
  did.length = 0;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(did).toEqual([]);
  expect(publishing.behind).toBe("signed_out");
});

test("somebody who is not linked any more is behind nothing", async () => {
  const { publishing, network, did } = room();
  network.publishes = { ok: false, failure: "not_linked" };
  await publishing.start();
  expect(did).toContain("unlinked");
  expect(publishing.behind).toBeNull();
});

test("a stop does not wait for a document that is on its way", async () => {
  const { publishing, network, did } = room();
  network.slowMs = 30_000;
  const run = publishing.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(did).toEqual(["take", "save"]);
  publishing.urgent();
  await vi.advanceTimersByTimeAsync(0);
  expect(did).toEqual(["take", "save", "take", "keep"]);
  await vi.advanceTimersByTimeAsync(60_000);
  await run;
  expect(did).toEqual(["take", "save", "take", "keep", "publish", "take", "save", "publish"]);
});

test("somebody who left while a try was failing is behind nothing either", async () => {
  const { publishing, network, fails } = room();
  fails("offline");
  await publishing.start();
  expect(publishing.behind).toBe("offline");
  network.saves = { ok: true };
  network.publishes = null;
  await publishing.start();
  expect(publishing.behind).toBeNull();
});

test("after its end nothing is started", async () => {
  const { publishing, did, fails } = room();
  fails("offline");
  await publishing.start();
  publishing.end();
  did.length = 0;
  await publishing.start();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(did).toEqual([]);
});

describe("words that are being typed", () => {
  const saves = (did: readonly string[]) => did.filter((what) => what === "save").length;

  test("are sent at the first pause, and then every seven seconds; in between they are on the device", async () => {
    const { publishing, did } = room();
    for (let second = 0; second < 21; second++) {
      publishing.changed("note");
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(saves(did)).toBe(4);
    expect(did.filter((what) => what === "keep").length).toBeGreaterThan(15);
    await vi.advanceTimersByTimeAsync(7_000);
    // The last of them too, and then it is quiet.
    expect([saves(did), publishing.spares]).toEqual([4, false]);
  });

  test("wait for nothing where another thing is edited, something is stopped, or the page goes out of view", async () => {
    for (const then of ["changed", "urgent", "hurry", "start", "other"] as const) {
      const { publishing, did } = room();
      publishing.changed("note");
      await vi.advanceTimersByTimeAsync(3_000);
      publishing.changed("note");
      await vi.advanceTimersByTimeAsync(100);
      expect([saves(did), publishing.spares]).toEqual([1, true]);
      if (then === "other") publishing.changed("another");
      else void publishing[then]();
      await vi.advanceTimersByTimeAsync(100);
      expect([then, saves(did), publishing.spares]).toEqual([then, 2, false]);
    }
  });

  test("nor where the device keeps nothing, or its clock went back", async () => {
    const { publishing, did } = room((did) => {
      did.push("keep");
      return false;
    });
    for (let second = 0; second < 3; second++) {
      publishing.changed("note");
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(saves(did)).toBe(3);
    vi.setSystemTime(Date.now() - 86_400_000);
    publishing.changed("note");
    expect(publishing.spares).toBe(false);
  });

  test("are on the device at each pause while a run takes its time, and so is whatever else is written", async () => {
    const { publishing, network, did } = room();
    network.slowMs = 60_000;
    publishing.changed("note");
    for (const typedIn of ["note", "note", null]) {
      await vi.advanceTimersByTimeAsync(8_000);
      did.length = 0;
      publishing.changed(typedIn);
      expect(did).toContain("keep");
    }
  });

  test("are not sent after the end", async () => {
    const { publishing, did } = room();
    publishing.changed("note");
    await vi.advanceTimersByTimeAsync(1_000);
    publishing.changed("note");
    publishing.end();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves(did)).toBe(1);
  });
});
