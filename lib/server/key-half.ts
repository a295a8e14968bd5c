import "server-only";
import type { z } from "zod";
import type { keyHalfRequest, keyHalfResponse } from "@/lib/wire/key-half";
import { MAX_IDLE_MINUTES } from "@/lib/wire/limits";
import { db } from "./db";
import { AppError } from "./errors";
import { countAccess } from "./limits";
import { type OpenClaim, refusal, type SessionClaim } from "./session";

const MINUTE_MS = 60_000;
/** How far this clock may go back, or another process's be ahead, before it counts as one that cannot tell, milliseconds. */
const SLACK_MS = 5_000;

/** The moments that bound a half that is given out now: it ends after the one, and began before the other. */
const bounds = () => {
  const now = Date.now();
  return { now: BigInt(now), latest: BigInt(now + SLACK_MS) };
};

/** The row of an account with the half of one session: null where there is none. */
type Row = { half: string | null; expiresAt: bigint | null; idleMinutes: number | null };

/**
 * Notes that somebody is at the open vault, and answers the half that is in force for this session: the one that is there, or
 * the new one that was sent. Of two tabs that ask at once both get the same. One statement, so that nothing comes between.
 * Throws `signed_out`, `locked`.
 */
export async function keepHalf(
  claim: OpenClaim,
  { half, idleMinutes }: z.infer<typeof keyHalfRequest>,
): Promise<z.infer<typeof keyHalfResponse>> {
  const { userId, epoch, access, session } = claim;
  const { now, latest } = bounds();
  const expiresAt = now + BigInt(idleMinutes * MINUTE_MS);
  const rows = await db().$queryRaw<{ half: string }[]>`
    INSERT INTO "KeyHalf" ("ownerId", "session", "half", "idleMinutes", "expiresAt")
    SELECT u."id", ${session}, ${half}, ${idleMinutes}, ${expiresAt}
    FROM "User" u JOIN "AccessToken" t ON t."ownerId" = u."id"
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch} AND t."id" = ${access} AND t."expiresAt" > ${now}
    ON CONFLICT ("ownerId", "session") DO UPDATE SET
      "half" = CASE WHEN "KeyHalf"."expiresAt" > ${now}
        AND "KeyHalf"."expiresAt" - "KeyHalf"."idleMinutes" * ${MINUTE_MS} <= ${latest}
        THEN "KeyHalf"."half" ELSE excluded."half" END,
      "idleMinutes" = excluded."idleMinutes",
      "expiresAt" = excluded."expiresAt"
    RETURNING "half"`;
  const [kept] = rows;
  if (kept === undefined) throw await refusal(claim);
  return { half: kept.half };
}

/**
 * Gives out the half of this session, if somebody was there within the idle time by this server's clock. A clock that went
 * back cannot tell, and that counts as too long. Whoever asks prolongs nothing. Throws `signed_out`, `too_many`; `locked`
 * where there is none, or no longer: it is deleted then.
 */
export async function giveHalf(
  claim: SessionClaim,
  address: string,
): Promise<z.infer<typeof keyHalfResponse>> {
  await countAccess(claim, address);
  const { userId, epoch, session } = claim;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT h."half", h."expiresAt", h."idleMinutes"
    FROM "User" u LEFT JOIN "KeyHalf" h ON h."ownerId" = u."id" AND h."session" = ${session}
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch}`;
  if (row === undefined) throw new AppError("signed_out");
  const { half, expiresAt, idleMinutes } = row;
  if (half === null || expiresAt === null || idleMinutes === null) throw new AppError("locked");
  const { now, latest } = bounds();
  const seenAt = BigInt(expiresAt) - BigInt(Number(idleMinutes) * MINUTE_MS);
  if (BigInt(expiresAt) > now && seenAt <= latest) return { half };
  // Unless somebody was there in this very moment.
  await db().keyHalf.deleteMany({ where: { ownerId: userId, session, expiresAt } });
  throw new AppError("locked");
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
