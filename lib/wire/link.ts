import * as z from "zod/mini";
import { MAX_SMALL_SEALED_BYTES } from "./limits";
import { moment, randomId, sealedText } from "./primitives";
import { sealedPage } from "./sheet";

export const seat = z.enum(["maker", "accepter"]);
export type Seat = z.infer<typeof seat>;

const acceptance = sealedText(MAX_SMALL_SEALED_BYTES);

/** POST /api/invites: the id is made by the browser and travels in the link's fragment, which no server sees. */
export const createInviteRequest = z.strictObject({ id: randomId });
export const createInviteResponse = z.object({ expiresAt: moment });

/** GET /api/invites/mine: 404 not_found when there is none. `acceptance` is there once somebody accepted. DELETE cancels. */
export const myInviteResponse = z.object({
  id: randomId,
  expiresAt: moment,
  acceptance: z.nullable(acceptance),
});

/** GET /api/invites/[id]: 200 {now} while it can be accepted, else invite_unknown, _expired, _used or _own. */
export const inviteResponse = z.object({ now: moment });

/**
 * POST /api/invites/[id]/accept, answered 201 {}: the pair key for the maker, and the accepter's first (empty) page.
 * DELETE withdraws. `conflict` while one waits on another acceptance; nobody who waits can make an invite either.
 */
export const acceptInviteRequest = z.strictObject({ acceptance, page: sealedPage });

/**
 * POST /api/link, answered 201 {}: the maker, having compared the words, links both, with their own first (empty) page.
 * The link's id is the invite's. `conflict` when nobody has accepted (any more).
 */
export const confirmLinkRequest = z.strictObject({ page: sealedPage });

/** GET /api/link: where one's own side stands. It never tells whether the other is still there. */
export const linkResponse = z.discriminatedUnion("state", [
  z.object({ state: z.literal("none"), now: moment }),
  z.object({ state: z.literal("invited"), now: moment, inviteId: randomId, accepted: z.boolean() }),
  z.object({ state: z.literal("waiting"), now: moment, inviteId: randomId }),
  z.object({ state: z.literal("linked"), now: moment, linkId: randomId, seat }),
]);
export type LinkState = z.infer<typeof linkResponse>;

/**
 * DELETE /api/link: one's own last page (empty) replaces all others and one's seat is given up, in one transaction. Where
 * the page in force is empty already its schedule's `revision` is sent instead and that page stays, byte for byte: leaving
 * then moves nothing that the other can fetch. `conflict` when it is not the revision held.
 */
export const unlinkRequest = z.union([
  z.strictObject({ page: sealedPage }),
  z.strictObject({ revision: z.int().check(z.gte(0)) }),
]);
