import { ACCESS_HEADER, ACCOUNT_HEADER } from "@/lib/wire/headers";
import { openChannel } from "../browser/open-channel";
import { type Kept, keptIn, openDeviceStore } from "./device-store";
import { jsonOf, requestOf, type Sent } from "./request";
import { STORE_WAIT_MS } from "./sturdy-device";
import { within } from "./within";

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

const SESSION = "GET /api/session";
const HALF = "POST /api/key-half";
const PAGE = "GET /api/sheet";
const FIRST = "POST /api/vault/read";
/** What is asked with the token that came with the half. */
const WITH_TOKEN = [PAGE, FIRST];

/** How old an answer may be that is given out, milliseconds: no older than what a screen takes for the newest (theirs.ts). */
const EARLY_MS = 10_000;

/**
 * Asks who is signed in, and for the half of the copy on this device where there is one (kept-key.ts); with the token that comes with
 * it, where the other's page is shown first (`theirs`), for that page and for what it takes to open it (theirs.ts). `send`: what sends
 * from then on: to the first who asks for one of these, it gives what was answered; everything else goes out. `sent`: resolves once
 * all are on their way. `now`: milliseconds since 1970.
 */
export function askEarly(
  send: Send,
  {
    now,
    theirs,
    kept = onDevice,
  }: { now: number; theirs: boolean; kept?: (now: number) => Promise<Kept | null> },
): { send: Send; sent: Promise<unknown> } {
  const ask = (path: string, sent: Sent): Early => {
    const ending = new AbortController();
    const response = send(path, { ...sent, signal: ending.signal });
    // Told to whoever asks for it; nobody may.
    response.catch(() => {});
    return { sent, response, end: (reason) => ending.abort(reason) };
  };
  const copy = kept(now).catch(() => null);
  const half = copy.then((one) => {
    if (one === null) return null;
    const proof = one.proof === null ? {} : { proof: one.proof };
    return ask("/api/key-half", requestOf("POST", { [ACCOUNT_HEADER]: one.owner }, jsonOf(proof)));
  });
  const opened = theirs
    ? Promise.all([copy, half]).then(([one, asked]) => one && asked && openedBy(one, asked))
    : null;
  const page = opened?.then((headers) => headers && ask("/api/sheet", requestOf("GET", headers)));
  const first = opened?.then(async (headers) => {
    const names = (await copy)?.first ?? [];
    return headers && names.length > 0
      ? ask("/api/vault/read", requestOf("POST", headers, jsonOf({ names })))
      : null;
  });
  const nothing = Promise.resolve(null);
  const early = new Map<string, Promise<Early | null>>([
    [SESSION, Promise.resolve(ask("/api/session", requestOf("GET")))],
    [HALF, half],
    [PAGE, page ?? nothing],
    [FIRST, first ?? nothing],
  ]);
  // By the wall clock: a device may have slept since.
  const began = Date.now();
  const otherTabs = openChannel("notes");
  otherTabs?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (!changesWho(data)) return;
    early.clear();
    otherTabs.close();
  });
  return {
    async send(path, init) {
      const name = `${init.method} ${path}`;
      const age = Date.now() - began;
      if (age < 0 || age > EARLY_MS) early.clear();
      const asked = early.get(name);
      if (asked === undefined) return send(path, init);
      const one = await untilAborted(asked, init.signal).catch((error) => {
        early.delete(name);
        throw error;
      });
      // Once: whoever asks again, be it in the same moment, wants to know what has changed.
      if (early.get(name) !== asked || (one && !isSame(one.sent, init))) {
        // With another half comes another token: what was asked with this one's is of no use, and may hang on it.
        if (name === HALF) for (const other of WITH_TOKEN) early.delete(other);
        return send(path, init);
      }
      early.delete(name);
      if (early.size === 0) otherTabs?.close();
      if (one === null) return send(path, init);
      return untilAborted(one.response, init.signal, one.end);
    },
    sent: Promise.all([half, page, first]),
  };
}

/** What a request of an open vault carries, by the token that came with the half; null where none did. */
async function openedBy({ owner }: Kept, { response }: Early): Promise<Record<string, string> | null> {
  try {
    // The engine reads the answer itself.
    const given: unknown = await (await response).clone().json();
    const token = typeof given === "object" && given !== null && "token" in given ? given.token : null;
    return typeof token === "string" ? { [ACCESS_HEADER]: token, [ACCOUNT_HEADER]: owner } : null;
  } catch {
    return null;
  }
}

/** Whether what another tab says changes who is signed in, or what opens (tabs.ts). */
const changesWho = (message: unknown): boolean =>
  typeof message === "object" &&
  message !== null &&
  "say" in message &&
  (message.say === "lock" || message.say === "signedIn" || message.say === "signedOut");

/** Whose copy is on this device. A store that does not answer has none. */
async function onDevice(now: number): Promise<Kept | null> {
  const read = async () => {
    const store = await openDeviceStore({ blocking: () => store.close() });
    return keptIn(store, now).finally(() => store.close());
  };
  return within(STORE_WAIT_MS, read());
}

/** Whether a request is for the same account, of the same open vault, and says the same. */
function isSame(sent: Sent, init: RequestInit): boolean {
  const headers = new Headers(init.headers);
  return (
    sent.body === (init.body ?? undefined) &&
    [ACCOUNT_HEADER, ACCESS_HEADER].every((name) => sent.headers[name] === (headers.get(name) ?? undefined))
  );
}

/** What comes, or a rejection once the one who asks waits no longer. `end`: called then. */
function untilAborted<Result>(
  coming: Promise<Result>,
  signal: AbortSignal | null | undefined,
  end: (reason: unknown) => void = () => {},
): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => {
      end(signal.reason);
      reject(signal.reason);
    });
    coming.then(resolve, reject);
  });
}
