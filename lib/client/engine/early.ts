import { ACCOUNT_HEADER } from "@/lib/wire/account-header";
import { openChannel } from "../browser/open-channel";
import { atMost } from "./at-most";
import { type Kept, keptIn, openDeviceStore } from "./device-store";
import { jsonOf, requestOf, type Sent } from "./request";

/*
 * What a reload needs from the server is asked for by the first lines of the worker, while the rest of the program is still on its
 * way. The engine knows nothing of that: it asks for the same, and is given the answer to what was sent. This imports no schema and
 * no library of cryptography, so that it is there first. docs/decisions/037. What other tabs say until the engine listens is heard
 * here: an answer from before a lock, a sign-out or a sign-in is given to nobody.
 */

/** Answers as `fetch` does. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;
/** A request that was sent. `end`: ends it, and an answer that is still coming. */
type Early = {
  readonly sent: Sent;
  readonly response: Promise<Response>;
  readonly end: (reason: unknown) => void;
};

/** How long the store may take to say whose copy it has, milliseconds. */
const STORE_WAIT_MS = 3_000;

/**
 * Asks who is signed in, and for the half of the copy on this device where there is one (kept-key.ts). `send`: what sends from then
 * on: to the first who asks for one of these, it gives what was answered; everything else goes out. `sent`: resolves once both are on
 * their way. `now`: milliseconds since 1970.
 */
export function askEarly(
  send: Send,
  now: number,
  kept: (now: number) => Promise<Kept | null> = onDevice,
): { send: Send; sent: Promise<unknown> } {
  const ask = (path: string, sent: Sent): Early => {
    const ending = new AbortController();
    const response = send(path, { ...sent, signal: ending.signal });
    // Told to whoever asks for it; nobody may.
    response.catch(() => {});
    return { sent, response, end: (reason) => ending.abort(reason) };
  };
  const askHalf = async (): Promise<Early | null> => {
    const copy = await kept(now).catch(() => null);
    if (copy === null) return null;
    const proof = copy.proof === null ? {} : { proof: copy.proof };
    return ask("/api/key-half", requestOf("POST", { [ACCOUNT_HEADER]: copy.owner }, jsonOf(proof)));
  };
  const half = askHalf();
  const early = new Map<string, Promise<Early | null>>([
    ["GET /api/session", Promise.resolve(ask("/api/session", requestOf("GET")))],
    ["POST /api/key-half", half],
  ]);
  const otherTabs = openChannel("notes");
  otherTabs?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (!changesWho(data)) return;
    early.clear();
    otherTabs.close();
  });
  return {
    async send(path, init) {
      const name = `${init.method} ${path}`;
      const asked = early.get(name);
      const one = await asked;
      // Once: whoever asks again, be it in the same moment, wants to know what has changed.
      if (!one || early.get(name) !== asked || !isSame(one.sent, init)) return send(path, init);
      early.delete(name);
      if (early.size === 0) otherTabs?.close();
      return untilAborted(one, init.signal);
    },
    sent: half,
  };
}

/** Whether what another tab says changes who is signed in, or what opens (tabs.ts). */
const changesWho = (message: unknown): boolean =>
  typeof message === "object" &&
  message !== null &&
  "say" in message &&
  (message.say === "lock" || message.say === "signedIn" || message.say === "signedOut");

/** Whose copy is on this device. A store that does not answer has none. */
async function onDevice(now: number): Promise<Kept | null> {
  let kept: Kept | null = null;
  const read = async () => {
    const store = await openDeviceStore({ blocking: () => store.close() });
    kept = await keptIn(store, now).finally(() => store.close());
  };
  await atMost(STORE_WAIT_MS, read());
  return kept;
}

/** Whether a request is for the same account and says the same. */
const isSame = (sent: Sent, init: RequestInit): boolean =>
  sent.body === (init.body ?? undefined) &&
  sent.headers[ACCOUNT_HEADER] === (new Headers(init.headers).get(ACCOUNT_HEADER) ?? undefined);

/** What was answered, or a rejection once the one who asks waits no longer: for it to begin, or to end. */
function untilAborted({ response, end }: Early, signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => {
      end(signal.reason);
      reject(signal.reason);
    });
    response.then(resolve, reject);
  });
}
