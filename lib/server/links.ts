import "server-only";
import type * as z from "zod/mini";
import type { confirmLinkRequest, LinkState, unlinkRequest } from "@/lib/wire/link";
import { seat as seatShape } from "@/lib/wire/link";
import { newId } from "./bytes";
import { db, isUniqueViolation, type Queries, transact } from "./db";
import { AppError } from "./errors";
import { isForgotten, isOver, NOT_ACCEPTED, USED } from "./invites";
import { type OpenClaim, type OwnerId, openTo, refusal } from "./session";
import { intoPage, keepInForce, prepareNow, replaceAll } from "./sheets";

/** Where one's own side stands. It depends on nothing that the other does once linked. Throws `signed_out`, `locked`. */
export async function readLinkState(claim: OpenClaim): Promise<LinkState> {
  const user = await db().user.findFirst({
    where: openTo(claim),
    select: {
      seat: { select: { seat: true, link: { select: { inviteId: true } } } },
      invite: { select: { id: true, expiresAt: true, acceptedById: true } },
      acceptance: { select: { id: true, expiresAt: true } },
    },
  });
  if (user === null) throw await refusal(claim);
  const { seat, invite, acceptance } = user;
  const now = Date.now();
  if (seat !== null) {
    return { state: "linked", now, linkId: seat.link.inviteId, seat: seatShape.parse(seat.seat) };
  }
  if (acceptance !== null && !isOver(acceptance)) return { state: "waiting", now, inviteId: acceptance.id };
  if (invite !== null && !isOver(invite)) {
    return { state: "invited", now, inviteId: invite.id, accepted: invite.acceptedById !== null };
  }
  return { state: "none", now };
}

/**
 * Links the maker of an accepted invite with its accepter, both with their first pages. Throws `already_linked`,
 * `invite_unknown` without an invite, `invite_expired`, `conflict` when nobody has accepted (any more).
 */
export async function confirmLink(
  owner: OwnerId,
  { page }: z.infer<typeof confirmLinkRequest>,
): Promise<void> {
  const makerPage = prepareNow(intoPage(page));
  try {
    await transact(async (tx) => {
      const invite = await tx.invite.findUnique({ where: { makerId: owner } });
      if (invite === null || isForgotten(invite)) throw await whyNoInvite(tx, owner);
      if (isOver(invite)) throw new AppError("invite_expired");
      const { id, acceptedById, firstPage, firstPageAt } = invite;
      if (acceptedById === null || firstPage === null || firstPageAt === null) throw new AppError("conflict");

      // Takes the invite as it was read, so that a withdrawal or another acceptance in between is not passed over.
      const taken = await tx.invite.updateMany({ where: { id, makerId: owner, acceptedById }, data: USED });
      if (taken.count === 0) throw new AppError("conflict");
      await clearInvites(tx, [owner, acceptedById]);

      const linkId = newId();
      await tx.link.create({ data: { id: linkId, inviteId: id }, select: { id: true } });
      await tx.linkSeat.createMany({
        data: [
          { linkId, seat: "maker", userId: owner },
          { linkId, seat: "accepter", userId: acceptedById },
        ],
      });
      await tx.sheetPage.createMany({
        data: [
          { linkId, seat: "maker", ...makerPage },
          { linkId, seat: "accepter", effectiveFrom: firstPageAt, sealed: firstPage },
        ],
      });
    });
  } catch (error) {
    // A seat is taken: one of the two was linked by somebody else meanwhile.
    throw isUniqueViolation(error) ? new AppError("already_linked") : error;
  }
}

async function whyNoInvite(tx: Queries, owner: OwnerId): Promise<AppError> {
  const seat = await tx.linkSeat.findUnique({ where: { userId: owner }, select: { seat: true } });
  return new AppError(seat === null ? "invite_unknown" : "already_linked");
}

/** Whoever is linked neither invites nor waits any more. */
async function clearInvites(tx: Queries, people: string[]): Promise<void> {
  await tx.invite.deleteMany({ where: { makerId: { in: people } } });
  await tx.invite.updateMany({ where: { acceptedById: { in: people } }, data: NOT_ACCEPTED });
}

/**
 * Leaves: one's last page replaces all others, or the one in force stays alone where `revision` vouches that it is empty, and
 * one's seat is given up. What the other side can fetch keeps its shape. Once both have left, nothing remains. Throws
 * `not_linked`, and `conflict` when the revision is not the one held. Nothing depends on a moment.
 */
export async function unlink(owner: OwnerId, last: z.infer<typeof unlinkRequest>): Promise<void> {
  await transact(async (tx) => {
    const mine = await tx.linkSeat.findUnique({
      where: { userId: owner },
      select: { linkId: true, seat: true },
    });
    if (mine === null) throw new AppError("not_linked");
    const { linkId, seat } = mine;
    // Changes nothing, but holds the link: of two who leave at once, the second sees that the first has left.
    await tx.$executeRaw`UPDATE "Link" SET "id" = "id" WHERE "id" = ${linkId}`;
    const left = await tx.linkSeat.updateMany({
      where: { linkId, seat, userId: owner, ...("revision" in last ? { revision: last.revision } : {}) },
      data: { userId: null, revision: { increment: 1 }, stopgap: null },
    });
    if (left.count === 0) throw new AppError("revision" in last ? "conflict" : "not_linked");
    if ("page" in last) await replaceAll(tx, { linkId, seat }, intoPage(last.page));
    else await keepInForce(tx, { linkId, seat });
    const others = await tx.linkSeat.count({ where: { linkId, userId: { not: null } } });
    if (others === 0) await tx.link.delete({ where: { id: linkId }, select: { id: true } });
  });
}
