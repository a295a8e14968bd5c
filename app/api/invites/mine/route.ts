import { json, route } from "@/lib/server/http";
import { cancelInvite, readMyInvite } from "@/lib/server/invites";
import { requireClaim, requireOwner } from "@/lib/server/session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("invites/mine", {
  GET: async ({ request }) => json(await readMyInvite(await requireClaim(request))),
  DELETE: async ({ request }) => {
    await cancelInvite(await requireOwner(request));
    return json({});
  },
});
