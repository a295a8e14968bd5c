import { db } from "@/lib/server/db";

/** Everything that is stored, but for counters and attempts that lapse by themselves: to see that nothing was written. */
export const stored = async () => ({
  users: await db().user.findMany({ orderBy: { id: "asc" } }),
  documents: await db().vaultDocument.findMany({ orderBy: [{ ownerId: "asc" }, { name: "asc" }] }),
  invites: await db().invite.findMany({ orderBy: { id: "asc" } }),
  links: await db().link.findMany({ orderBy: { id: "asc" } }),
  seats: await db().linkSeat.findMany({ orderBy: [{ linkId: "asc" }, { seat: "asc" }] }),
  pages: await db().sheetPage.findMany({ orderBy: [{ linkId: "asc" }, { seat: "asc" }] }),
});
