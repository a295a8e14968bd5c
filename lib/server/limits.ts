import "server-only";
import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { hmac } from "./bytes";
import { db } from "./db";
import { AppError } from "./errors";
import type { OpenClaim, SessionClaim } from "./session";
import { settings } from "./settings";
import { WAIT_HEADER } from "./wait-header.js";

/**
 * Counted in the database, for every process alike. Each counter belongs to one handle at one address, one address, one
 * session or one owner, so that nobody can use up another person's tries from elsewhere.
 */
const COUNTED = {
  signIn: { points: 10, duration: 600 },
  signUp: { points: 20, duration: 3600 },
  makeInvite: { points: 20, duration: 3600 },
  useInvite: { points: 60, duration: 3600 },
} as const;
type Counted = keyof typeof COUNTED;

/**
 * Against floods: counted in memory, since all it protects is this process. Recovery is among them because its code, 130
 * random bits, is not found by trying; a tighter limit would only let somebody in the same house keep its owner out.
 */
const FLOODS = {
  /** Sign-ins that begin where nobody is known, for an address: a whole household or organisation has room in it. */
  coldStart: new RateLimiterMemory({ points: 30, duration: 60 }),
  /** Sign-ins that succeed, which no other limit counts, and recoveries that begin with a right code: for an account. */
  signedIn: new RateLimiterMemory({ points: 60, duration: 60 }),
  recoveryStart: new RateLimiterMemory({ points: 20, duration: 600 }),
  recovery: new RateLimiterMemory({ points: 600, duration: 60 }),
  read: new RateLimiterMemory({ points: 1200, duration: 60 }),
  write: new RateLimiterMemory({ points: 1200, duration: 60 }),
  sheetWrite: new RateLimiterMemory({ points: 240, duration: 60 }),
  access: new RateLimiterMemory({ points: 120, duration: 60 }),
  /** Looks for one attempt that was begun, which is there once: for its id, and as many of those as limits let begin. */
  attempt: new RateLimiterMemory({ points: 10, duration: 60 }),
};

const limiters = new Map<Counted, RateLimiterPrisma>();

function limiter(name: Counted): RateLimiterPrisma {
  const held = limiters.get(name);
  if (held !== undefined) return held;
  const made = new RateLimiterPrisma({
    storeClient: db(),
    tableName: "rateLimit",
    keyPrefix: name,
    ...COUNTED[name],
    // What has been refused once is refused from memory until its time is over, without a write for each.
    inMemoryBlockOnConsumed: COUNTED[name].points + 1,
    // Counters that have run out are swept below; the library would keep them for an hour more.
    clearExpiredByTimeout: false,
  });
  limiters.set(name, made);
  return made;
}

const keyOf = (parts: string[]) => hmac(settings().secrets.rateLimitKey, "limit", ...parts);

const SWEEP_EVERY_MS = 60_000;
let swept = 0;

/** Removes the counters that have run out, once in a while: they would only say how many handles were tried, and when. */
async function sweep(): Promise<void> {
  const now = Date.now();
  if (Math.abs(now - swept) < SWEEP_EVERY_MS) return;
  swept = now;
  await db().rateLimit.deleteMany({ where: { expire: { lte: new Date(now) } } });
}

/**
 * Counts one more try for these parts. Returns the counter's key, which names nobody; throws `too_many` with Retry-After when
 * there have been enough.
 */
export async function countTry(name: Counted, ...parts: string[]): Promise<string> {
  const key = keyOf(parts);
  await consume(limiter(name), key);
  await sweep();
  return key;
}

/**
 * Takes back one try, which ended well: what is counted is as if it had not been. So nobody who shares an address, and
 * counts how many tries are left for a handle, learns that its owner signed in.
 */
export async function takeBackTry(name: Counted, key: string): Promise<void> {
  const counted = await limiter(name).get(key);
  if (counted === null) return;
  if (counted.consumedPoints <= 1) await limiter(name).delete(key);
  else await limiter(name).reward(key, 1);
}

/**
 * Counts a sign-in that begins at an address where nobody is known. In memory, and before anything is asked of the database
 * or of OPAQUE, so that a flood costs little and leaves no rows. Returns the counter's key; throws `too_many` with Retry-After.
 */
export async function countColdStart(address: string): Promise<string> {
  const key = keyOf([address]);
  await consume(FLOODS.coldStart, key, { [WAIT_HEADER]: "address" });
  return key;
}

/** Takes back a start, like a try. */
export async function takeBackColdStart(key: string): Promise<void> {
  await FLOODS.coldStart.reward(key, 1);
}

/** Counts what somebody with the passphrase or the code did, for each epoch of the account. Throws `too_many` with Retry-After. */
export async function countProven(
  name: "signedIn" | "recoveryStart",
  { id, epoch }: { id: string; epoch: number },
): Promise<void> {
  await consume(FLOODS[name], `${id} ${epoch}`);
}

/**
 * Counts a request of somebody whose vault is open. Counted apart for each token: one that was kept by somebody after it ended
 * uses up nothing of the account's others. Throws `too_many` with Retry-After.
 */
export async function countFlood(
  name: "read" | "write" | "sheetWrite",
  { userId, access }: OpenClaim,
): Promise<void> {
  await consume(FLOODS[name], `${userId} ${access}`);
}

/**
 * Counts one more proof of access that is begun, or half of a key that is asked for. Counted apart for each session and address:
 * whoever got hold of a session's cookie uses up nothing of the sessions that the passphrase gives. Throws `too_many` with
 * Retry-After.
 */
export async function countAccess({ session }: SessionClaim, address: string): Promise<void> {
  await consume(FLOODS.access, keyOf([session, address]));
}

/** Whether an attempt may be looked for once more. It is known by the server's mark on its id, and nobody else's. */
export async function mayTakeAttempt(id: string): Promise<boolean> {
  const key = Buffer.from(id, "base64url").toString("base64url");
  return FLOODS.attempt.consume(key).then(
    () => true,
    () => false,
  );
}

/** Counts one more try to recover this handle from this address. Throws `too_many` with Retry-After. */
export async function countRecovery(handle: string, address: string): Promise<void> {
  await consume(FLOODS.recovery, keyOf([handle, address]));
}

async function consume(
  store: RateLimiterPrisma | RateLimiterMemory,
  key: string,
  headers: Record<string, string> = {},
): Promise<void> {
  try {
    await store.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError("too_many", {
      ...headers,
      "Retry-After": String(Math.max(1, Math.ceil(error.msBeforeNext / 1000))),
    });
  }
}
