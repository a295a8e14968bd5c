import "server-only";
import type * as z from "zod/mini";
import { INVITE_LIFETIME_MS } from "@/lib/wire/limits";
import type {
  acceptInviteRequest,
  createInviteRequest,
  createInviteResponse,
  inviteResponse,
  myInviteResponse,
} from "@/lib/wire/link";
import { fromText, toText } from "./bytes";
import { db, isUniqueViolation, transact } from "./db";
import { AppError } from "./errors";
import { countTry } from "./limits";
import { type OpenClaim, type OwnerId, openTo, refusal } from "./session";
import { intoPage, prepareNow } from "./sheets";

/** How long an invite that nobody used can still be told apart from one that never was, milliseconds. */
const REMEMBERED_MS = 7 * 24 * 60 * 60 * 1000;

/** An invite that nobody has accepted. */
export const NOT_ACCEPTED = { acceptedById: null, acceptance: null, firstPage: null, firstPageAt: null };
/** What is left of an invite once it was used. */
export const USED = { makerId: null, ...NOT_ACCEPTED };

/** Removes what has expired: acceptances and used invites at once, the rest after a while. */
async function sweep(): Promise<void> {
  const now = Date.now();
  const expired = { expiresAt: { lte: new Date(now) } };
  await db().invite.deleteMany({
    where: { OR: [{ ...expired, makerId: null }, { expiresAt: { lte: new Date(now - REMEMBERED_MS) } }] },
  });
  await db().invite.updateMany({ where: { ...expired, acceptance: { not: null } }, data: NOT_ACCEPTED });
}

/**
 * Makes an invite under the id that the browser chose. Throws `already_linked`, `invite_open` while there is one,
 * `conflict` while one waits on an acceptance of one's own or the id is taken, `too_many`.
 */
export async function createInvite(
  owner: OwnerId,
  { id }: z.infer<typeof createInviteRequest>,
): Promise<z.infer<typeof createInviteResponse>> {
  await countTry("makeInvite", owner);
  await sweep();
  const now = Date.now();
  const expiresAt = new Date(now + INVITE_LIFETIME_MS);
  try {
    await transact(async (tx) => {
      if (await tx.linkSeat.findUnique({ where: { userId: owner }, select: { seat: true } })) {
        throw new AppError("already_linked");
      }
      if (await tx.invite.findUnique({ where: { acceptedById: owner }, select: { id: true } })) {
        throw new AppError("conflict");
      }
      await tx.invite.deleteMany({ where: { makerId: owner, expiresAt: { lte: new Date(now) } } });
      await tx.invite.create({ data: { id, makerId: owner, expiresAt }, select: { id: true } });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const open = await db().invite.findUnique({ where: { makerId: owner }, select: { id: true } });
    throw new AppError(open === null ? "conflict" : "invite_open");
  }
  return { expiresAt: expiresAt.getTime() };
}

/** One's own open invite, with the acceptance once there is one. Throws `not_found`, `signed_out`, `locked`. */
export async function readMyInvite(claim: OpenClaim): Promise<z.infer<typeof myInviteResponse>> {
  const user = await db().user.findFirst({
    where: openTo(claim),
    select: { invite: { select: { id: true, expiresAt: true, acceptance: true } } },
  });
  if (user === null) throw await refusal(claim);
  const { invite } = user;
  if (invite === null || isOver(invite)) throw new AppError("not_found");
  return {
    id: invite.id,
    expiresAt: invite.expiresAt.getTime(),
    acceptance: invite.acceptance === null ? null : toText(invite.acceptance),
  };
}

/** Takes back one's own invite, accepted or not; nothing is left of it. Throws `not_found`. */
export async function cancelInvite(owner: OwnerId): Promise<void> {
  await sweep();
  const { count } = await db().invite.deleteMany({ where: { makerId: owner } });
  if (count === 0) throw new AppError("not_found");
}

/** Can this invite be accepted? Throws `invite_unknown`, `invite_expired`, `invite_used`, `invite_own`, `too_many`. */
export async function readInvite(owner: OwnerId, id: string): Promise<z.infer<typeof inviteResponse>> {
  await countTry("useInvite", owner);
  await acceptable(owner, id);
  return { now: Date.now() };
}

/** The maker of an invite that can be accepted; throws like `readInvite`. */
async function acceptable(owner: OwnerId, id: string): Promise<string> {
  const invite = await db().invite.findUnique({
    where: { id },
    select: { makerId: true, expiresAt: true, acceptedById: true },
  });
  if (invite === null || isForgotten(invite)) throw new AppError("invite_unknown");
  if (isOver(invite)) throw new AppError("invite_expired");
  if (invite.makerId === null) throw new AppError("invite_used");
  if (invite.makerId === owner) throw new AppError("invite_own");
  if (invite.acceptedById !== null) throw new AppError("invite_used");
  return invite.makerId;
}

/**
 * Accepts an invite; of two who try at once, one does. Throws like `readInvite`, and `already_linked` when either of the
 * two is, `conflict` while one waits on another acceptance.
 */
export async function acceptInvite(
  owner: OwnerId,
  id: string,
  { acceptance, page }: z.infer<typeof acceptInviteRequest>,
): Promise<void> {
  const accepted = fromText(acceptance);
  const firstPage = prepareNow(intoPage(page));
  await countTry("useInvite", owner);
  await sweep();
  const makerId = await acceptable(owner, id);
  const linked = await db().linkSeat.findFirst({
    where: { userId: { in: [owner, makerId] } },
    select: { seat: true },
  });
  if (linked !== null) throw new AppError("already_linked");
  try {
    const { count } = await db().invite.updateMany({
      where: { id, makerId, acceptedById: null, expiresAt: { gt: new Date() } },
      data: {
        acceptedById: owner,
        acceptance: accepted,
        firstPage: firstPage.sealed,
        firstPageAt: firstPage.effectiveFrom,
      },
    });
    if (count > 0) return;
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError("conflict") : error;
  }
  // Somebody was faster, or it was cancelled meanwhile: say which.
  await acceptable(owner, id);
  throw new AppError("conflict");
}

/** Takes back one's acceptance; the invite can be accepted again. Throws `not_found`. */
export async function withdrawAcceptance(owner: OwnerId, id: string): Promise<void> {
  await sweep();
  const { count } = await db().invite.updateMany({ where: { id, acceptedById: owner }, data: NOT_ACCEPTED });
  if (count === 0) throw new AppError("not_found");
}

/**
 * Is nothing to be told of this invite any more? What a sweep removes counts as removed from the moment it may be: when the
 * next sweep comes depends on other people, and must not show.
 */
export function isForgotten({ makerId, expiresAt }: { makerId: string | null; expiresAt: Date }): boolean {
  return expiresAt.getTime() <= Date.now() - (makerId === null ? 0 : REMEMBERED_MS);
}

export function isOver({ expiresAt }: { expiresAt: Date }): boolean {
  return expiresAt.getTime() <= Date.now();
}
