import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { createHttp } from "./http";

/* How long a request may take, on driven timers. The server's side of it is in tests/server/http.test.ts. */

const answer = z.object({ ok: z.literal(true) });
const SECOND = 1000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** A network that takes so long to answer. */
const answersAfter =
  (milliseconds: number): typeof fetch =>
  (_, init) =>
    new Promise((resolve, reject) => {
      setTimeout(() => resolve(Response.json({ ok: true })), milliseconds);
      init?.signal?.addEventListener("abort", () => reject(new DOMException("given up", "AbortError")));
    });

const put = (send: typeof fetch, length: number) =>
  createHttp(send)("/api/vault/x", { method: "PUT", body: "x".repeat(length), answer });

/** An answer that comes in pieces, one every so many milliseconds. */
function inPieces(pieces: number, every: number, size: number): typeof fetch {
  const text = JSON.stringify({ ok: true }).padEnd(pieces * size);
  return async (_, init) => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent === pieces) return controller.close();
        await new Promise<void>((resolve, reject) => {
          setTimeout(resolve, every);
          init?.signal?.addEventListener("abort", () => reject(new DOMException("given up", "AbortError")));
        });
        controller.enqueue(new TextEncoder().encode(text.slice(sent * size, (sent + 1) * size)));
        sent++;
      },
    });
    return new Response(body);
  };
}

/** Lets time go by until a call has an answer; gives it and the time that it took. */
async function timed<Result>(call: Promise<Result>): Promise<[Result, number]> {
  const start = performance.now();
  let ended: number | null = null;
  void call.then(() => {
    ended = performance.now();
  });
  for (let step = 0; step < 100_000 && ended === null; step++) await vi.advanceTimersByTimeAsync(SECOND);
  return [await call, (ended ?? Number.NaN) - start];
}

describe("how long a request may take", () => {
  it("is half a minute where there is next to nothing to send", async () => {
    const [outcome, took] = await timed(put(answersAfter(60 * SECOND), 10));
    expect(outcome).toEqual({ ok: false, failure: "offline" });
    expect(took).toBeCloseTo(30 * SECOND, -2);
  });

  it("grows with what is to be sent: a document of 5 MB comes through a line of 2 KB a second", async () => {
    const [outcome] = await timed(put(answersAfter(2500 * SECOND), 5_000_000));
    expect(outcome).toMatchObject({ ok: true });
    expect((await timed(put(answersAfter(2600 * SECOND), 5_000_000)))[0]).toMatchObject({ ok: false });
  });

  it("grows with what comes, and stalls no longer than half a minute", async () => {
    const get = (send: typeof fetch) => createHttp(send)("/api/vault", { answer });
    expect((await timed(get(inPieces(40, 20 * SECOND, 50_000))))[0]).toMatchObject({ ok: true });
    const [stalled, took] = await timed(get(inPieces(2, 40 * SECOND, 50_000)));
    expect(stalled).toEqual({ ok: false, failure: "offline" });
    expect(took).toBeCloseTo(30 * SECOND, -2);
    const [dripped, dripping] = await timed(get(inPieces(10_000, 10 * SECOND, 100)));
    expect(dripped).toEqual({ ok: false, failure: "offline" });
    expect(dripping).toBeLessThan(60 * SECOND);
  });
});
