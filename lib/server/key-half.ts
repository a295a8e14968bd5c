import "server-only";
import type * as z from "zod/mini";
import { ACCESS_LIFETIME_MS } from "@/lib/wire/access";
import type { keyHalfAsked, keyHalfGiven, keyHalfKept, keyHalfRequest } from "@/lib/wire/key-half";
import { MAX_IDLE_MINUTES } from "@/lib/wire/limits";
import { fromText, isSame, newId, sha256 } from "./bytes";
import { db } from "./db";
import { AppError } from "./errors";
import { countAccess } from "./limits";
import { type OpenClaim, refusal, type SessionClaim, tokenOf } from "./session";
import { tidyTokens } from "./tokens";

const MINUTE_MS = 60_000;
/** How far this clock may go back, or another process's be ahead, before it counts as one that cannot tell, milliseconds. */
const SLACK_MS = 5_000;

/** The moments that bound a half that is given out now: it ends after the one, and began before the other. */
const bounds = () => {
  const now = Date.now();
  return { now: BigInt(now), latest: BigInt(now + SLACK_MS) };
};

/** How much of a verifier's time must be left for a token, milliseconds: with less, an opening would need another at once. */
const LEAST_LEFT_MS = 60_000;

/** What a proof for a half is checked by, and until when: null where nobody has vouched for that half. */
type Verifier = { verifier: string | null; verifierUntil: bigint | null };
/** The row of an account with the half of one session: null where there is none. */
type Row = Verifier & { half: string | null; expiresAt: bigint | null; idleMinutes: number | null };

/**
 * Notes that somebody is at the open vault, and answers the half that is in force for this session: the one that is there, or
 * the new one that was sent. Of two tabs that ask at once both get the same. One statement, so that nothing comes between. A token
 * sets no verifier and prolongs none: a half that is replaced takes its own with it.
 * Throws `signed_out`, `locked`.
 */
export async function keepHalf(
  claim: OpenClaim,
  { half, idleMinutes }: z.infer<typeof keyHalfRequest>,
): Promise<z.infer<typeof keyHalfKept>> {
  const { userId, epoch, access, session } = claim;
  const { now, latest } = bounds();
  const expiresAt = now + BigInt(idleMinutes * MINUTE_MS);
  const rows = await db().$queryRaw<(Verifier & { half: string })[]>`
    INSERT INTO "KeyHalf" ("ownerId", "session", "half", "idleMinutes", "expiresAt")
    SELECT u."id", ${session}, ${half}, ${idleMinutes}, ${expiresAt}
    FROM "User" u JOIN "AccessToken" t ON t."ownerId" = u."id"
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch} AND t."id" = ${access} AND t."expiresAt" > ${now}
    ON CONFLICT ("ownerId", "session") DO UPDATE SET
      "half" = CASE WHEN "KeyHalf"."expiresAt" > ${now}
        AND "KeyHalf"."expiresAt" - "KeyHalf"."idleMinutes" * ${MINUTE_MS} <= ${latest}
        THEN "KeyHalf"."half" ELSE excluded."half" END,
      "verifier" = CASE WHEN "KeyHalf"."expiresAt" > ${now}
        AND "KeyHalf"."expiresAt" - "KeyHalf"."idleMinutes" * ${MINUTE_MS} <= ${latest}
        THEN "KeyHalf"."verifier" ELSE NULL END,
      "idleMinutes" = excluded."idleMinutes",
      "expiresAt" = excluded."expiresAt"
    RETURNING "half", "verifier", "verifierUntil"`;
  const [kept] = rows;
  if (kept === undefined) throw await refusal(claim);
  return { half: kept.half, proven: lastsFor(kept, ACCESS_LIFETIME_MS / 2) };
}

/** Whether there is a verifier that holds for so long yet. A clock that went back cannot tell. */
function lastsFor({ verifier, verifierUntil }: Verifier, milliseconds: number): boolean {
  if (verifier === null || verifierUntil === null) return false;
  const left = Number(verifierUntil) - Date.now();
  return left >= milliseconds && left <= ACCESS_LIFETIME_MS + SLACK_MS;
}

/**
 * Gives out the half of this session, and for its proof a token, if somebody was there within the idle time by this server's
 * clock. A clock that went back cannot tell, and that counts as too long. Whoever asks prolongs nothing. Throws `signed_out`,
 * `too_many`; `locked` where there is none, or no longer: it is deleted then.
 */
export async function giveHalf(
  claim: SessionClaim,
  { proof }: z.infer<typeof keyHalfAsked>,
  address: string,
): Promise<z.infer<typeof keyHalfGiven>> {
  await countAccess(claim, address);
  const { userId, epoch, session } = claim;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT h."half", h."expiresAt", h."idleMinutes", h."verifier", h."verifierUntil"
    FROM "User" u LEFT JOIN "KeyHalf" h ON h."ownerId" = u."id" AND h."session" = ${session}
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch}`;
  if (row === undefined) throw new AppError("signed_out");
  const { half, expiresAt, idleMinutes } = row;
  if (half === null || expiresAt === null || idleMinutes === null) throw new AppError("locked");
  const { now, latest } = bounds();
  const seenAt = BigInt(expiresAt) - BigInt(Number(idleMinutes) * MINUTE_MS);
  if (BigInt(expiresAt) > now && seenAt <= latest) {
    const isProven = proof !== undefined && lastsFor(row, LEAST_LEFT_MS) && proves(row, proof);
    return { half, token: isProven ? await makeToken(claim, row) : null };
  }
  // Unless somebody was there in this very moment.
  await db().keyHalf.deleteMany({ where: { ownerId: userId, session, expiresAt } });
  throw new AppError("locked");
}

/** Whether this is the proof that the verifier was made of. */
const proves = ({ verifier }: Verifier, proof: string): boolean =>
  verifier !== null && isSame(sha256(fromText(proof)), verifier);

/**
 * Makes a token that lasts as long as the verifier. So it ends a quarter of an hour after the last exchange, as one from there
 * does, whatever was asked for since. One statement: a lock that comes first leaves none. Null where one did.
 */
async function makeToken(claim: SessionClaim, { verifier }: Verifier): Promise<string | null> {
  const { userId, epoch, session } = claim;
  const id = newId();
  const made = await db().$executeRaw`
    INSERT INTO "AccessToken" ("ownerId", "id", "expiresAt", "session")
    SELECT h."ownerId", ${id}, h."verifierUntil", h."session"
    FROM "User" u JOIN "KeyHalf" h ON h."ownerId" = u."id" AND h."session" = ${session}
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch} AND h."verifier" = ${verifier} AND h."expiresAt" > ${bounds().now}`;
  if (made === 0) return null;
  await tidyTokens(userId, id);
  await sweepHalves();
  return tokenOf(claim, id);
}

/** Deletes the half of this session: nothing opens any more with what its browser keeps. */
export async function dropHalf({ userId, session }: SessionClaim): Promise<void> {
  await db().keyHalf.deleteMany({ where: { ownerId: userId, session } });
}

/** Deletes what is given out no more, anybody's. */
export async function sweepHalves(): Promise<void> {
  const { now, latest } = bounds();
  const tooFar = latest + BigInt(MAX_IDLE_MINUTES * MINUTE_MS);
  await db().keyHalf.deleteMany({
    where: { OR: [{ expiresAt: { lte: now } }, { expiresAt: { gt: tooFar } }] },
  });
}
