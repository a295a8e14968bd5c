import "server-only";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { hmac } from "./bytes";
import { db, isNotFound } from "./db";
import { mayTakeAttempt } from "./limits";
import { settings } from "./settings";

const LIFETIME_MS = {
  "sign-up": 10 * 60_000,
  "sign-in": 60_000,
  recovery: 10 * 60_000,
  "access-setup": 60_000,
  "access-record": 60_000,
};
type Kind = keyof typeof LIFETIME_MS;
type Begun = { userId: string | null; handle: string | null; state: string };

/** How much of an attempt's id is random, bytes; the other half is the server's mark over it. */
const RANDOM_BYTES = 8;

function markOf(random: Uint8Array): Uint8Array {
  const mark = hmac(settings().secrets.rateLimitKey, "attempt", Buffer.from(random).toString("base64url"));
  return Buffer.from(mark, "base64url").subarray(0, RANDOM_BYTES);
}

/** An id that nobody else can make up: so whoever floods with made-up ones has the database asked for none of them. */
function newAttemptId(): string {
  const random = randomBytes(RANDOM_BYTES);
  return Buffer.concat([random, markOf(random)]).toString("base64url");
}

function isOurs(id: string): boolean {
  const bytes = Buffer.from(id, "base64url");
  const mark = markOf(bytes.subarray(0, RANDOM_BYTES));
  const given = bytes.subarray(RANDOM_BYTES);
  return given.length === mark.length && timingSafeEqual(given, mark);
}

/** Keeps what was begun until its second half arrives; sweeps out what was never finished. Returns the attempt's id. */
export async function beginAttempt(kind: Kind, begun: Begun): Promise<string> {
  const now = Date.now();
  await db().loginAttempt.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  const id = newAttemptId();
  await db().loginAttempt.create({
    data: { id, kind, ...begun, expiresAt: new Date(now + LIFETIME_MS[kind]) },
  });
  return id;
}

/**
 * Takes an attempt away and returns it: of two that ask at once, one gets it. Null when it is not there or too old, and, without
 * a look, when it was never given out or has been asked for over and over.
 */
export async function takeAttempt(kind: Kind, id: string): Promise<Begun | null> {
  if (!isOurs(id) || !(await mayTakeAttempt(id))) return null;
  try {
    const taken = await db().loginAttempt.delete({
      where: { id, kind },
      select: { userId: true, handle: true, state: true, expiresAt: true },
    });
    return taken.expiresAt.getTime() > Date.now() ? taken : null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
