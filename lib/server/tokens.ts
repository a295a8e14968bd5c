import "server-only";
import { db } from "./db";
import type { OpenClaim } from "./session";

/*
 * The rows of the tokens of open vaults: how they end, and when they go. Which proofs make one: access.ts and key-half.ts.
 */

/** How long the id of an ended token is kept, milliseconds: longer than its exchange could be finished again. */
const SPENT_MS = 3 * 60_000;
/** Tokens that one account may hold, a tab each. The oldest goes. */
const MAX_TOKENS = 16;

/**
 * Forgets what ended a while ago, anybody's; ends the oldest of too many, and never the one that was made just now: those that reloads
 * got by one proof all end at the same moment.
 */
export async function tidyTokens(ownerId: string, made: string): Promise<void> {
  const now = Date.now();
  await db().accessToken.deleteMany({ where: { expiresAt: { lt: BigInt(now - SPENT_MS) } } });
  const tooMany = await db().accessToken.findMany({
    where: { ownerId, id: { not: made }, expiresAt: { gt: BigInt(now) } },
    orderBy: { expiresAt: "desc" },
    skip: MAX_TOKENS - 1,
    select: { id: true },
  });
  if (tooMany.length > 0) await end({ ownerId, id: { in: tooMany.map(({ id }) => id) } });
}

/**
 * Ends the token that a request came with, and every one that a reload in its session got: whoever saw the proof of a reload go
 * by, and had another token made with it, is left with nothing by a lock either.
 */
export async function endAccess({ userId, access, session }: OpenClaim): Promise<void> {
  await end({ ownerId: userId, OR: [{ id: access }, { session }] });
}

async function end(
  which: NonNullable<Parameters<ReturnType<typeof db>["accessToken"]["updateMany"]>[0]["where"]>,
) {
  const now = BigInt(Date.now());
  await db().accessToken.updateMany({
    where: { ...which, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
}
