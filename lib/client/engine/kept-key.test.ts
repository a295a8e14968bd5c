import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type KeyHalf,
  newKeyHalf,
  newVaultKey,
  parseKeyHalf,
  reloadProof,
  type VaultKey,
} from "@/lib/crypto";
import { errorCode } from "@/lib/wire/errors";
import type { Device } from "./device";
import { createHttp, forAccount, type Http } from "./http";
import { askAhead, bringsToken, type HalfAhead, KeptKey, recallKey } from "./kept-key";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const MINUTE = 60_000;
const OWNER = "owner";
const KEY = newVaultKey();

/** A store with room for one copy, as device.ts keeps it. `slow`: what a write waits for. */
function store() {
  const held = {
    copy: null as null | { owner: string; key: VaultKey; half: KeyHalf; idleMs: number; at: number },
    refuses: false,
    /** Whether the copy is one of an earlier program. */
    isOld: false,
    slow: Promise.resolve(),
  };
  const device: Device = {
    async remember(owner, key, half, idleMs, at) {
      await held.slow;
      if (!held.refuses) held.copy = { owner, key, half, idleMs, at };
      return !held.refuses;
    },
    async touch(at, idleMs) {
      if (held.copy) held.copy = { ...held.copy, at, idleMs };
    },
    keeps: async (owner) => held.copy?.owner === owner,
    async keptFor() {
      const { copy, isOld } = held;
      return copy && { owner: copy.owner, proof: isOld ? null : reloadProof(copy.key, copy.half), first: [] };
    },
    recall: async (owner, half) =>
      held.copy?.owner === owner && held.copy.half === half ? held.copy.key : null,
    async forget(owner) {
      if (owner === undefined || held.copy?.owner === owner) held.copy = null;
    },
    keepUnsent: async () => true,
    dropUnsent: async () => {},
    unsentOf: async () => [],
    wipe: async () => {},
  };
  return { held, device };
}

const TOKEN = "t".repeat(65);
function halfOf(text: string | null): KeyHalf {
  const half = parseKeyHalf(text);
  if (half === null) throw new Error("A half was expected");
  return half;
}

/** A server with one half, which it makes known or refuses to; and all that it was asked. */
function server() {
  const asked: { method: string; body: Record<string, unknown> }[] = [];
  const state = {
    half: null as string | null,
    /** The half that somebody vouched for. */
    vouched: null as string | null,
    fails: null as string | null,
    away: false,
    slow: Promise.resolve(),
  };
  const http = createHttp(async (_, init) => {
    const body = JSON.parse(String(init?.body ?? "{}"));
    asked.push({ method: init?.method ?? "GET", body });
    await state.slow;
    if (state.away) throw new TypeError("offline");
    if (state.fails !== null) return Response.json({ error: state.fails }, { status: 400 });
    if (init?.method === "PUT") state.half ??= String(body.half);
    if (init?.method === "DELETE") state.half = null;
    if (init?.method === "POST" && state.half === null) {
      return Response.json({ error: "locked" }, { status: 403 });
    }
    const proven = state.half !== null && state.vouched === state.half;
    if (init?.method === "PUT") return Response.json({ half: state.half, proven });
    const isProof = proven && body.proof === reloadProof(KEY, halfOf(state.half));
    return Response.json({ half: state.half, token: isProof ? TOKEN : null });
  });
  return { asked, state, http };
}

function room(http: Http, device: Device) {
  const vouched: KeyHalf[] = [];
  const idle = { minutes: 5 };
  const onChange = vi.fn();
  const tokens = { token: async () => ({ ok: true, token: "token" }) as const, drop: () => {} };
  const kept = new KeptKey({
    http: forAccount(http, OWNER, { tokens, onOther: () => {}, onLocked: () => {} }),
    access: { vouch: async (half) => void vouched.push(half) },
    plain: http,
    device,
    who: { ownerId: OWNER, key: KEY },
    now: () => Date.now(),
    idleMs: () => idle.minutes * MINUTE,
    onChange,
  });
  return { kept, idle, onChange, vouched };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

/** Has the copy forgotten while it is being written. */
async function forgetWhileWriting(kept: KeptKey, held: ReturnType<typeof store>["held"]): Promise<void> {
  let release = () => {};
  held.slow = new Promise((done) => {
    release = done;
  });
  const keeping = kept.keep();
  await settled();
  const forgotten = kept.forget();
  release();
  await Promise.all([keeping, forgotten]);
}

describe("keeping", () => {
  test("tells the server at the first touch, then at most once a minute, and never without a touch", async () => {
    const [{ http, asked }, { held, device }] = [server(), store()];
    const { kept } = room(http, device);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(asked).toEqual([]);
    for (let second = 0; second < 180; second += 10) {
      kept.here(Date.now());
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(asked.map(({ method }) => method)).toEqual(["PUT", "PUT", "PUT"]);
    // The device, which costs nothing, is told of every one.
    expect(Date.now() - (held.copy?.at ?? 0)).toBe(10_000);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(asked).toHaveLength(3);
  });

  test("each time another half is offered, and the copy needs the one that is in force", async () => {
    const [{ http, asked, state }, { held, device }] = [server(), store()];
    const { kept } = room(http, device);
    await kept.keep();
    await kept.keep();
    const offered = asked.map(({ body }) => body.half);
    expect(new Set(offered).size).toBe(2);
    expect([held.copy?.half, state.half]).toEqual([offered[0], offered[0]]);
    // Ended and begun anew by another tab.
    state.half = newKeyHalf();
    await kept.keep();
    expect(held.copy?.half).toBe(state.half);
  });

  test("a shorter idle time holds on the device at once, and reaches the server behind what is under way", async () => {
    const [{ http, asked, state }, { held, device }] = [server(), store()];
    const { kept, idle } = room(http, device);
    await kept.keep();
    let release = () => {};
    state.slow = new Promise((done) => {
      release = done;
    });
    const before = kept.keep();
    await settled();
    idle.minutes = 2;
    const after = kept.keep();
    release();
    await Promise.all([before, after]);
    expect(asked.map(({ body }) => body.idleMinutes)).toEqual([5, 5, 2]);
    state.away = true;
    idle.minutes = 15;
    await kept.keep();
    expect(held.copy?.idleMs).toBe(15 * MINUTE);
  });

  test("a server that gives no answer leaves no copy, and is tried again at a later touch", async () => {
    const [{ http, asked, state }, { held, device }] = [server(), store()];
    const { kept } = room(http, device);
    state.away = true;
    await kept.keep();
    for (let second = 0; second < 50; second += 10) {
      kept.here(Date.now());
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect([held.copy, kept.stays, asked.length]).toEqual([null, true, 1]);
    state.away = false;
    await vi.advanceTimersByTimeAsync(10_000);
    kept.here(Date.now());
    await settled();
    expect(held.copy).toMatchObject({ owner: OWNER, half: state.half });
  });

  test("a device that takes no copy is told of, and the server hears of no more touches", async () => {
    const [{ http, asked }, { held, device }] = [server(), store()];
    const { kept, onChange } = room(http, device);
    held.refuses = true;
    await kept.keep();
    expect([kept.stays, onChange.mock.calls.length]).toEqual([false, 1]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    kept.here(Date.now());
    await settled();
    expect(asked).toHaveLength(1);
  });
});

describe("a lock meanwhile", () => {
  test("before the server's answer: nothing is kept", async () => {
    const [{ http, state }, { held, device }] = [server(), store()];
    const { kept } = room(http, device);
    let release = () => {};
    state.slow = new Promise((done) => {
      release = done;
    });
    const keeping = kept.keep();
    await settled();
    await kept.forget();
    release();
    await keeping;
    expect(held.copy).toBeNull();
    kept.here(Date.now());
    await kept.keep();
    expect(held.copy).toBeNull();
  });

  test("before it is written: what is written all the same is forgotten again", async () => {
    const [{ http }, { held, device }] = [server(), store()];
    const { kept } = room(http, device);
    await forgetWhileWriting(kept, held);
    expect(held.copy).toBeNull();
  });

  test("a request that it overtook brings back no half with which anything opens", async () => {
    const [{ http, state }, { held, device }] = [server(), store()];
    const { kept } = room(http, device);
    await kept.keep();
    // A store that forgets nothing.
    const copy = held.copy;
    await kept.dropHalf();
    await kept.forget();
    await room(http, device).kept.keep();
    held.copy = copy;
    expect(state.half).not.toBeNull();
    expect(await recallKey({ http, device, now: Date.now }, OWNER)).toEqual({ ok: false, failure: "locked" });
  });
});

describe("vouching", () => {
  test("vouches for the half that is in force, again where the server does not know it, and for none that it keeps no copy of", async () => {
    const [{ http, state }, { held, device }] = [server(), store()];
    const { kept, vouched } = room(http, device);
    await kept.keep();
    expect(vouched).toEqual([state.half]);
    await kept.keep();
    expect(vouched).toEqual([state.half, state.half]);
    state.vouched = state.half;
    await kept.keep();
    expect(vouched).toHaveLength(2);
    state.half = newKeyHalf();
    await kept.keep();
    expect(vouched.slice(2)).toEqual([state.half]);
    held.refuses = true;
    state.vouched = null;
    await kept.keep();
    await kept.forget();
    await kept.keep();
    expect(vouched).toHaveLength(3);
  });

  test("while it is written: nothing is vouched for", async () => {
    const [{ http }, { held, device }] = [server(), store()];
    const { kept, vouched } = room(http, device);
    await forgetWhileWriting(kept, held);
    expect(vouched).toEqual([]);
  });
});

/** By OPAQUE: no token came with the key. */
const OPENED = { ok: true, key: KEY, token: null };

const kept = async () => {
  const [{ http, state, asked }, { held, device }] = [server(), store()];
  await room(http, device).kept.keep();
  asked.length = 0;
  const surroundings = { http, device, now: () => Date.now() };
  const recall = (ahead?: HalfAhead) => recallKey(surroundings, OWNER, ahead);
  return { state, asked, held, recall, ahead: () => askAhead(surroundings) };
};

describe("opening", () => {
  test("takes the copy and the server's half", async () => {
    const { recall, asked } = await kept();
    expect(await recall()).toEqual(OPENED);
    expect(asked.map(({ method }) => method)).toEqual(["POST"]);
  });

  test("takes the half that was asked for ahead, and asks no second time, whatever came of that", async () => {
    const { recall, ahead, asked, state } = await kept();
    expect(await recall(ahead())).toEqual(OPENED);
    expect(asked).toHaveLength(1);
    state.away = true;
    expect(await recall(ahead())).toEqual({ ok: false, failure: "offline" });
    expect(asked).toHaveLength(2);
  });

  test("asks anew where the half that came ahead is for another owner, or one that another tab has replaced", async () => {
    const { recall, ahead, held, state, asked } = await kept();
    const given = ahead();
    await given;
    const half = newKeyHalf();
    state.half = half;
    if (held.copy) held.copy = { ...held.copy, half };
    expect(await recall(given)).toEqual(OPENED);
    const others = ahead().then((one) => one && { ...one, owner: "another" });
    expect(await recall(others)).toEqual(OPENED);
    expect(asked.map(({ method }) => method)).toEqual(["POST", "POST", "POST", "POST"]);
  });

  test("asks nothing ahead where there is no copy", async () => {
    const { ahead, asked, held } = await kept();
    held.copy = null;
    expect(await ahead()).toBeNull();
    expect(asked).toEqual([]);
  });

  test("asks the server nothing where there is no copy", async () => {
    const { recall, asked, held } = await kept();
    held.copy = null;
    expect(await recall()).toEqual({ ok: false, failure: "locked" });
    expect(asked).toEqual([]);
  });

  test("with any other half: locked, and the copy is forgotten", async () => {
    const { recall, state, held } = await kept();
    state.half = newKeyHalf();
    expect(await recall()).toEqual({ ok: false, failure: "locked" });
    expect(held.copy).toBeNull();
  });

  test("a refusal locks and forgets the copy; no answer does neither, and opens nothing", async () => {
    for (const code of errorCode.options) {
      const { recall, state, held } = await kept();
      state.fails = code;
      const refused = code === "locked" || code === "too_many";
      expect([code, await recall()]).toEqual([code, { ok: false, failure: refused ? "locked" : code }]);
      expect([code, held.copy === null]).toEqual([code, refused]);
    }
    const { recall, state, held } = await kept();
    state.away = true;
    expect(await recall()).toEqual({ ok: false, failure: "offline" });
    expect(held.copy).not.toBeNull();
    state.away = false;
    expect(await recall()).toEqual(OPENED);
  });
});

test("a reload gets a token with the half for the proof beside the copy; without one the half alone", async () => {
  const { recall, ahead, asked, held, state } = await kept();
  state.vouched = state.half;
  const proof = reloadProof(KEY, halfOf(state.half));
  for (const given of [undefined, ahead()]) {
    expect(await recall(given)).toEqual({ ...OPENED, token: TOKEN });
    if (given) expect(await bringsToken(given)).toBe(true);
  }
  expect(asked.map(({ body }) => body)).toEqual([{ proof }, { proof }]);
  // A copy of an earlier program.
  held.isOld = true;
  asked.length = 0;
  const given = ahead();
  expect(await recall(given)).toEqual(OPENED);
  expect([await bringsToken(given), asked.map(({ body }) => body)]).toEqual([false, [{}]]);
  held.isOld = false;
  state.vouched = null;
  expect(await bringsToken(ahead())).toBe(false);
  state.fails = "locked";
  expect(await bringsToken(ahead())).toBe(false);
  held.copy = null;
  expect(await bringsToken(ahead())).toBe(false);
});
