import "server-only";
import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { hmac } from "./bytes";
import { db } from "./db";
import { AppError } from "./errors";
import type { OpenClaim, SessionClaim } from "./session";
import { settings } from "./settings";

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
  recovery: new RateLimiterMemory({ points: 600, duration: 60 }),
  read: new RateLimiterMemory({ points: 1200, duration: 60 }),
  write: new RateLimiterMemory({ points: 1200, duration: 60 }),
  sheetWrite: new RateLimiterMemory({ points: 240, duration: 60 }),
  access: new RateLimiterMemory({ points: 120, duration: 60 }),
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
  });
  limiters.set(name, made);
  return made;
}

const keyOf = (parts: string[]) => hmac(settings().secrets.rateLimitKey, "limit", ...parts);

/** Counts one more try for these parts. Throws `too_many` with Retry-After when there have been enough. */
export async function countTry(name: Counted, ...parts: string[]): Promise<void> {
  await consume(limiter(name), keyOf(parts));
}

/**
 * Takes back one try, which ended well: what is counted is as if it had not been. So nobody who shares an address, and
 * counts how many tries are left for a handle, learns that its owner signed in.
 */
export async function takeBackTry(name: Counted, ...parts: string[]): Promise<void> {
  const key = keyOf(parts);
  const counted = await limiter(name).get(key);
  if (counted === null) return;
  if (counted.consumedPoints <= 1) await limiter(name).delete(key);
  else await limiter(name).reward(key, 1);
}

/**
 * Counts a request of somebody whose vault is open. Counted apart for each token: one that was kept by somebody after it ended
 * uses up nothing of the account's others. Throws `too_many` with Retry-After.
 */
export async function countFlood(
  name: Exclude<keyof typeof FLOODS, "recovery" | "access">,
  { userId, access }: OpenClaim,
): Promise<void> {
  await consume(FLOODS[name], `${userId} ${access}`);
}

/**
 * Counts one more proof of access that is begun. Counted apart for each session and address: whoever got hold of a session's
 * cookie uses up nothing of the sessions that the passphrase gives. Throws `too_many` with Retry-After.
 */
export async function countAccess({ session }: SessionClaim, address: string): Promise<void> {
  await consume(FLOODS.access, keyOf([session, address]));
}

/** Counts one more try to recover this handle from this address. Throws `too_many` with Retry-After. */
export async function countRecovery(handle: string, address: string): Promise<void> {
  await consume(FLOODS.recovery, keyOf([handle, address]));
}

async function consume(store: RateLimiterPrisma | RateLimiterMemory, key: string): Promise<void> {
  try {
    await store.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError("too_many", {
      "Retry-After": String(Math.max(1, Math.ceil(error.msBeforeNext / 1000))),
    });
  }
}
