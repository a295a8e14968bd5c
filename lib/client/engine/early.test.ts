import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { proofOf } from "@/lib/crypto/wrapped-proof";
import { ACCESS_HEADER } from "@/lib/wire/headers";
import type { Kept } from "./device-store";
import { askEarly } from "./early";
import { createHttp, naming } from "./http";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const proof = proofOf(new Uint8Array(32));
const COPY: Kept = { owner: "o", proof, first: ["link", "profile"] };
const numbered = z.object({ number: z.number() });

/** What is asked early with this copy on the device; the server numbers its answers. */
function early(
  copy: Kept | null,
  answer = (number: number) => Promise.resolve(Response.json({ number, token: "t" })),
  theirs = false,
) {
  const asked: string[] = [];
  const { send, sent } = askEarly(
    (path, { method, body }) => {
      asked.push([method, path, body].filter(Boolean).join(" "));
      return answer(asked.length);
    },
    { now: 0, theirs, kept: () => Promise.resolve(copy) },
  );
  const http = createHttp(send);
  return {
    asked,
    sent,
    http,
    half: (owner: string, body: unknown) =>
      naming(http, owner)("/api/key-half", { method: "POST", body, answer: numbered }),
  };
}

const numberOf = (answer: Awaited<ReturnType<ReturnType<typeof early>["half"]>>) =>
  answer.ok && answer.data.number;

test("both are on their way at once, and whoever asks for the very same gets the answer, once", async () => {
  const { asked, sent, http, half } = early(COPY);
  await sent;
  expect(asked).toEqual(["GET /api/session", `POST /api/key-half {"proof":"${proof}"}`]);
  const session = () => http("/api/session", { answer: numbered });
  expect([numberOf(await session()), numberOf(await half("o", { proof }))]).toEqual([1, 2]);
  expect(asked).toHaveLength(2);
  expect([numberOf(await session()), numberOf(await half("o", { proof }))]).toEqual([3, 4]);
});

test("of two who ask in the same moment one gets the answer, and the other asks the server", async () => {
  const { asked, sent, http, half } = early(COPY);
  await sent;
  const session = () => http("/api/session", { answer: numbered });
  const answers = await Promise.all([session(), session(), half("o", { proof }), half("o", { proof })]);
  expect(answers.map(numberOf).toSorted()).toEqual([1, 2, 3, 4]);
  expect(asked).toHaveLength(4);
});

/** Another tab says something, and every tab has heard it. */
async function tell(message: object) {
  const [other, last] = [new BroadcastChannel("notes"), new BroadcastChannel("notes")];
  const heard = new Promise((resolve) => last.addEventListener("message", resolve));
  other.postMessage(message);
  await heard;
  for (const channel of [other, last]) channel.close();
}

test.each([
  ["lock", 3],
  ["signedOut", 3],
  ["signedIn", 3],
  ["here", 1],
])("what was answered before another tab said %s", async (say, number) => {
  const { asked, sent, http, half } = early(COPY);
  await sent;
  await tell({ say });
  expect(numberOf(await http("/api/session", { answer: numbered }))).toBe(number);
  expect(numberOf(await half("o", { proof }))).toBe(number + 1);
  expect(asked).toHaveLength(number + 1);
});

test.each([
  ["another account", "somebody", { proof }],
  ["without the proof", "o", {}],
])("whoever asks for something else (%s) asks the server", async (_, owner, body) => {
  const { sent, half } = early(COPY);
  await sent;
  expect(numberOf(await half(owner, body))).toBe(3);
  // What nobody has had is still there for the one it is of.
  expect(numberOf(await half("o", { proof }))).toBe(2);
});

test("what an earlier program kept has no proof, and a device that keeps nothing asks for no half", async () => {
  const [old, none] = [early({ ...COPY, proof: null }), early(null)];
  await Promise.all([old.sent, none.sent]);
  expect(old.asked[1]).toBe("POST /api/key-half {}");
  expect(numberOf(await old.half("o", {}))).toBe(2);
  expect(none.asked).toEqual(["GET /api/session"]);
});

test("a store that rejects keeps nobody from asking", async () => {
  const asked: string[] = [];
  const { sent, send } = askEarly(
    async (path) => {
      asked.push(path);
      return Response.json({});
    },
    { now: 0, theirs: true, kept: () => Promise.reject(new Error("refused")) },
  );
  await sent;
  await send("/api/key-half", { method: "POST", body: "{}" });
  expect(asked).toEqual(["/api/session", "/api/key-half"]);
});

test("no answer is no answer, and whoever waits long enough waits no longer", async () => {
  const lost = early(null, () => Promise.reject(new TypeError("offline")));
  expect(await lost.http("/api/session", { answer: numbered })).toEqual({ ok: false, failure: "offline" });
  const silent = early(null, () => new Promise(() => {}));
  const waiting = silent.http("/api/session", { answer: numbered });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await waiting).toEqual({ ok: false, failure: "offline" });
});

test("whoever waits for an answer of which only the beginning came waits no longer either", async () => {
  // As `fetch` does: once it is ended, so is the body.
  const { send, sent } = askEarly(
    async (_, { signal }) =>
      new Response(
        new ReadableStream({
          start(body) {
            body.enqueue(new TextEncoder().encode("{"));
            signal?.addEventListener("abort", () => body.error(signal.reason));
          },
        }),
      ),
    { now: 0, theirs: false, kept: () => Promise.resolve(null) },
  );
  await sent;
  let ended: unknown = null;
  const waiting = createHttp(send)("/api/session", { answer: numbered });
  void waiting.then((answer) => {
    ended = answer;
  });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(ended).toEqual({ ok: false, failure: "offline" });
});

test("with the token that came, the other's page is asked for, and what opens it", async () => {
  const { asked, sent, http } = early(COPY, undefined, true);
  await sent;
  const names = { names: ["link", "profile"] };
  expect(asked.slice(2).sort()).toEqual(["GET /api/sheet", `POST /api/vault/read ${JSON.stringify(names)}`]);
  const read = (token: string, body: unknown) =>
    naming(http, "o")("/api/vault/read", {
      method: "POST",
      body,
      headers: { [ACCESS_HEADER]: token },
      answer: numbered,
    });
  // Of another opening, or of more documents than these.
  expect([
    numberOf(await read("u", names)),
    numberOf(await read("t", { names: ["link"], list: true })),
  ]).toEqual([5, 6]);
  expect([3, 4]).toContain(numberOf(await read("t", names)));
  expect(numberOf(await read("t", names))).toBe(7);
});

test.each([
  ["the half comes without one", { ...COPY }, { number: 2, token: null }, 0],
  ["what came is no answer", { ...COPY }, [], 0],
  ["an earlier program kept the copy", { ...COPY, first: [] }, { token: "t" }, 1],
])("without a token nothing of a vault is asked for early: %s", async (_, copy, answered, count) => {
  const { asked, sent, http } = early(copy, () => Promise.resolve(Response.json(answered)), true);
  await sent;
  expect(asked).toHaveLength(2 + count);
  await http("/api/vault/read", { method: "POST", body: {}, answer: numbered });
  expect(asked.at(-1)).toBe("POST /api/vault/read {}");
});

test.each([11_000, -1_000])(
  "what was asked %i ms before is not given out: it is not the newest",
  async (ms) => {
    const { sent, http } = early(null);
    await sent;
    vi.setSystemTime(Date.now() + ms);
    expect(numberOf(await http("/api/session", { answer: numbered }))).toBe(2);
  },
);

test("a half that is not answered holds up nobody who got another", async () => {
  const { http, half } = early(
    { owner: "o", proof, first: ["a"] },
    (number) => (number === 2 ? new Promise(() => {}) : Promise.resolve(Response.json({ number }))),
    true,
  );
  await vi.advanceTimersByTimeAsync(0);
  expect(numberOf(await half("somebody", {}))).toBe(3);
  const answers: unknown[] = [];
  const ask = () => void http("/api/sheet", { answer: numbered }).then((answer) => answers.push(answer.ok));
  ask();
  await vi.advanceTimersByTimeAsync(31_000);
  expect(answers).toEqual([true]);
});

test("what hangs on a half that is not answered is waited for once, and no longer than anything else", async () => {
  const { http } = early(
    { owner: "o", proof, first: ["a"] },
    (number) => (number === 2 ? new Promise(() => {}) : Promise.resolve(Response.json({ number }))),
    true,
  );
  const answers: unknown[] = [];
  const ask = () => void http("/api/sheet", { answer: numbered }).then((answer) => answers.push(answer.ok));
  ask();
  await vi.advanceTimersByTimeAsync(31_000);
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(answers).toEqual([false, true]);
});

test("the first lines of the worker bring next to nothing with them", () => {
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const code = readFileSync(file, "utf8");
    for (const [, from = ""] of code.matchAll(/^import (?!type)[^;]*? from "([^"]+)";/gm)) {
      const target = from.startsWith("@/") ? from.slice(2) : path.join(path.dirname(file), from);
      if (from.startsWith("@/") || from.startsWith(".")) follow(`${target}.ts`);
      else seen.add(from);
    }
  };
  follow("lib/client/engine/worker.ts");
  expect([...seen].filter((one) => !one.endsWith(".ts"))).toEqual(["idb"]);
  expect([...seen].sort()).toContain("lib/crypto/wrapped-proof.ts");
});
