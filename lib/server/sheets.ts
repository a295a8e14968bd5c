import "server-only";
import type * as z from "zod/mini";
import { MAX_AHEAD_MS } from "@/lib/wire/limits";
import type {
  Beginning,
  MySchedule,
  PageBytes,
  putScheduleRequest,
  putScheduleResponse,
  SealedPage,
  Whole,
} from "@/lib/wire/sheet";
import { fromText, intoText, sha256 } from "./bytes";
import { db, type Queries, transact } from "./db";
import { AppError } from "./errors";
import { countFlood } from "./limits";
import { type OpenClaim, openTo, refusal } from "./session";

/** Where a page hangs. */
type Seat = { linkId: string; seat: string };
type Moment = { effectiveFrom: number };
type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The page in force: the latest one not in the future, or else, when clocks went back, the earliest. The query below picks in the
 * same way, and the domain, which never comes here (lib/domain/sheet/in-force.ts): a test ties the three together.
 */
export function inForce<Page extends Moment>(pages: readonly Page[], now: number): Page | undefined {
  const inOrder = [...pages].sort((a, b) => a.effectiveFrom - b.effectiveFrom);
  return inOrder.findLast(({ effectiveFrom }) => effectiveFrom <= now) ?? inOrder[0];
}

/**
 * The other side's page in force and its ETag. It depends on nothing but that page's bytes. One query; pages that the one
 * in force has overtaken are destroyed on the way. Throws `not_linked`, `signed_out`, `locked`, `too_many`.
 */
export async function readTheirPage(claim: OpenClaim): Promise<{ sealed: string; etag: string }> {
  await countFlood("read", claim);
  const now = BigInt(Date.now());
  const [row] = await db().$queryRaw<
    {
      linkId: string | null;
      seat: string | null;
      effectiveFrom: bigint | null;
      sealed: Uint8Array | null;
      oldest: bigint | null;
    }[]
  >`
    SELECT theirs."linkId", theirs."seat", p."effectiveFrom", p."sealed",
      (SELECT MIN(o."effectiveFrom") FROM "SheetPage" o
        WHERE o."linkId" = theirs."linkId" AND o."seat" = theirs."seat") AS "oldest"
    FROM "User" u
    LEFT JOIN "LinkSeat" mine ON mine."userId" = u."id"
    LEFT JOIN "LinkSeat" theirs ON theirs."linkId" = mine."linkId" AND theirs."seat" <> mine."seat"
    LEFT JOIN "SheetPage" p ON p."linkId" = theirs."linkId" AND p."seat" = theirs."seat"
      AND p."effectiveFrom" = COALESCE(
        (SELECT MAX(q."effectiveFrom") FROM "SheetPage" q
          WHERE q."linkId" = theirs."linkId" AND q."seat" = theirs."seat" AND q."effectiveFrom" <= ${now}),
        (SELECT MIN(q."effectiveFrom") FROM "SheetPage" q
          WHERE q."linkId" = theirs."linkId" AND q."seat" = theirs."seat"))
    WHERE u."id" = ${claim.userId} AND u."epoch" = ${claim.epoch}
      AND EXISTS (SELECT 1 FROM "AccessToken" t
        WHERE t."ownerId" = u."id" AND t."id" = ${claim.access} AND t."expiresAt" > ${now})`;
  if (row === undefined) throw await refusal(claim);
  const { linkId, seat, effectiveFrom, sealed, oldest } = row;
  if (linkId === null || seat === null) throw new AppError("not_linked");
  if (sealed === null || effectiveFrom === null) throw new Error("A seat without a page");
  if (oldest !== null && BigInt(oldest) < BigInt(effectiveFrom)) {
    await destroyBefore(db(), { linkId, seat }, Number(effectiveFrom));
  }
  const etag = `"${sha256(sealed)}"`;
  return { sealed: intoText(sealed), etag };
}

/** One's own schedule from the page in force on. Throws `not_linked`, `signed_out`, `locked`, `too_many`. */
export async function readMySchedule(claim: OpenClaim): Promise<MySchedule> {
  await countFlood("read", claim);
  const { userId, epoch, access } = claim;
  const asked = BigInt(Date.now());
  // One query, so that the revision and the pages belong together.
  const rows = await db().$queryRaw<
    {
      linkId: string | null;
      seat: string | null;
      revision: number | null;
      stopgaps: bigint | number;
      effectiveFrom: bigint | null;
      sealed: Uint8Array | null;
      rest: Uint8Array | null;
    }[]
  >`
    SELECT mine."linkId", mine."seat", mine."revision", p."effectiveFrom", p."sealed", p."rest",
      CASE WHEN mine."stopgap" IS NULL THEN 0 ELSE 1 END AS "stopgaps"
    FROM "User" u
    LEFT JOIN "LinkSeat" mine ON mine."userId" = u."id"
    LEFT JOIN "SheetPage" p ON p."linkId" = mine."linkId" AND p."seat" = mine."seat"
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch}
      AND EXISTS (SELECT 1 FROM "AccessToken" t
        WHERE t."ownerId" = u."id" AND t."id" = ${access} AND t."expiresAt" > ${asked})
    ORDER BY p."effectiveFrom"`;
  const [first] = rows;
  if (first === undefined) throw await refusal(claim);
  if (first.linkId === null || first.seat === null || first.revision === null)
    throw new AppError("not_linked");
  const pages = rows.flatMap(({ effectiveFrom, sealed, rest }) =>
    effectiveFrom === null || sealed === null ? [] : [{ effectiveFrom: Number(effectiveFrom), sealed, rest }],
  );
  const now = Date.now();
  const start = inForce(pages, now)?.effectiveFrom ?? now;
  const past = pages.some(({ effectiveFrom }) => effectiveFrom < start);
  if (past) await destroyBefore(db(), { linkId: first.linkId, seat: first.seat }, start);
  const standing = pages.filter(({ effectiveFrom }) => effectiveFrom >= start);
  const { rest } = standing.find((page) => page.rest !== null) ?? { rest: null };
  return {
    now,
    revision: first.revision,
    pages: standing.map(({ effectiveFrom, sealed }) => ({ effectiveFrom, sealed: intoText(sealed) })),
    rest: rest && intoText(rest),
    hasStopgap: Number(first.stopgaps) > 0,
  };
}

/** Asked before the body is read. Throws `too_many`. */
export function allowSheetWrite(claim: OpenClaim): Promise<void> {
  return countFlood("sheetWrite", claim);
}

/** A schedule as the program before this one sends it. Throws `bad_request` for a page that is no bytes. */
export function fromJson({ current, later, ...written }: z.infer<typeof putScheduleRequest>): Whole {
  return { ...written, current: current && intoPage(current), later: later.map(intoPage) };
}

/**
 * Replaces one's own schedule, or only what is still to come; of a schedule that comes in two steps its beginning. Throws
 * `bad_request` when the pages are not in strictly rising order, `conflict` when `revision` is not the one held or a later page
 * does not come after the one in force or is too far ahead, and when a stopgap is to be taken that is not held, `not_linked`
 * unless they are linked by this very link, `signed_out`, `locked`. The page in force is left alone, byte for byte, unless
 * `current` replaces it: that is in force at once, and nothing about it depends on a moment.
 */
export async function writeMySchedule(
  claim: OpenClaim,
  write: Whole | Beginning,
): Promise<z.infer<typeof putScheduleResponse>> {
  const { linkId: inviteId, revision, current } = write;
  const later = "later" in write ? write.later : [{ effectiveFrom: write.emptyFrom }];
  if (!isRising(current === null ? later : [current, ...later])) throw new AppError("bad_request");
  if (revision >= MAX_REVISION) throw new AppError("conflict");

  const { userId } = claim;
  return transact(async (tx) => {
    const open = openTo(claim);
    const taken = await tx.linkSeat.updateMany({
      where: { userId, revision, user: { is: open } },
      data: { revision: { increment: 1 } },
    });
    const found = await tx.linkSeat.findFirst({
      where: { userId, link: { inviteId }, user: { is: open } },
      select: { linkId: true, seat: true, stopgap: true },
    });
    if (found === null) throw await whyNoSeat(tx, claim);
    if (taken.count === 0) throw new AppError("conflict");
    const { stopgap, ...mine } = found;

    const now = Date.now();
    if (later.some(({ effectiveFrom }) => effectiveFrom > now + MAX_AHEAD_MS)) throw new AppError("conflict");
    const held = (await unusedStopgap(tx, mine, now)) ?? stopgap;
    if (current === null) {
      const start = await keepInForce(tx, mine, now);
      if (later.some(({ effectiveFrom }) => effectiveFrom <= start)) throw new AppError("conflict");
    } else await replaceAll(tx, mine, current, now);
    const kept = "later" in write || write.empty !== null ? held : null;
    const pages = "later" in write ? write.later.map(prepare) : [stopgapOf(write, held)];
    await tx.sheetPage.createMany({ data: pages.map((page) => ({ ...mine, ...page })) });
    if (kept !== stopgap)
      await tx.linkSeat.update({
        where: { linkId_seat: mine },
        data: { stopgap: kept },
        select: { seat: true },
      });
    // A page to come may have come by now.
    await destroyBefore(tx, mine, inForce(await heldMoments(tx, mine), now)?.effectiveFrom ?? 0);
    return { revision: revision + 1 };
  });
}

/** The page that stands until the rest has arrived, as the table keeps it. */
function stopgapOf({ emptyFrom, rest, empty }: Beginning, held: Bytes | null) {
  const sealed = empty ?? held;
  if (sealed === null) throw new AppError("conflict");
  return { ...prepare({ effectiveFrom: emptyFrom, sealed }), rest: new Uint8Array(rest) };
}

/** The stopgap of a schedule whose rest arrives before it was in force: it serves again. One that was in force may be known. */
async function unusedStopgap(tx: Queries, seat: Seat, now: number): Promise<Bytes | null> {
  const stopgap = await tx.sheetPage.findFirst({
    where: { ...seat, rest: { not: null } },
    select: { effectiveFrom: true, sealed: true },
  });
  if (stopgap === null) return null;
  const start = inForce(await heldMoments(tx, seat), now)?.effectiveFrom ?? 0;
  return Number(stopgap.effectiveFrom) > start ? stopgap.sealed : null;
}

/** What the column holds. */
const MAX_REVISION = 2 ** 31 - 1;

/** A page whose bytes came as text. */
export const intoPage = ({ effectiveFrom, sealed }: SealedPage): PageBytes => ({
  effectiveFrom,
  sealed: fromText(sealed),
});

/** A page as the table keeps it. */
function prepare({ effectiveFrom, sealed }: PageBytes) {
  return { effectiveFrom: BigInt(effectiveFrom), sealed: new Uint8Array(sealed) };
}

/** A page that is in force at once: not later than now, whatever clock its moment came from. As the table keeps it. */
export function prepareNow({ effectiveFrom, sealed }: PageBytes, now = Date.now()) {
  return prepare({ effectiveFrom: Math.min(effectiveFrom, now), sealed });
}

/** Puts one page in the place of a seat's whole schedule, whatever moments stand there: pages to come go too. */
export async function replaceAll(tx: Queries, seat: Seat, page: PageBytes, now = Date.now()): Promise<void> {
  await tx.sheetPage.deleteMany({ where: seat });
  await tx.sheetPage.create({ data: { ...seat, ...prepareNow(page, now) }, select: { linkId: true } });
}

/**
 * Leaves the page in force as it is, byte for byte, and destroys every other page of the seat. One that was in force ahead of
 * its moment, since a clock had been wrong, is so from now on. Returns since when it is in force.
 */
export async function keepInForce(tx: Queries, seat: Seat, now = Date.now()): Promise<number> {
  const start = inForce(await heldMoments(tx, seat), now)?.effectiveFrom ?? 0;
  await tx.sheetPage.deleteMany({ where: { ...seat, effectiveFrom: { not: BigInt(start) } } });
  // A stopgap that is in force stands for itself from now on.
  await tx.sheetPage.updateMany({ where: { ...seat, rest: { not: null } }, data: { rest: null } });
  if (start <= now) return start;
  await tx.sheetPage.updateMany({ where: seat, data: { effectiveFrom: BigInt(now) } });
  return now;
}

async function heldMoments(tx: Queries, seat: Seat): Promise<Moment[]> {
  const held = await tx.sheetPage.findMany({ where: seat, select: { effectiveFrom: true } });
  return held.map(({ effectiveFrom }) => ({ effectiveFrom: Number(effectiveFrom) }));
}

async function destroyBefore(queries: Queries, seat: Seat, start: number): Promise<void> {
  await queries.sheetPage.deleteMany({ where: { ...seat, effectiveFrom: { lt: BigInt(start) } } });
}

/** Nobody signed in, nothing open, or nobody linked. */
async function whyNoSeat(queries: Queries, claim: OpenClaim): Promise<AppError> {
  const user = await queries.user.findFirst({ where: openTo(claim), select: { id: true } });
  return user === null ? refusal(claim, queries) : new AppError("not_linked");
}

function isRising(pages: readonly Moment[]): boolean {
  return pages.every((page, at) => page.effectiveFrom > (pages[at - 1]?.effectiveFrom ?? 0));
}
