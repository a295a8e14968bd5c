import { json, param, route } from "@/lib/server/http";
import { readInvite } from "@/lib/server/invites";
import { requireOwner } from "@/lib/server/session";
import { randomId } from "@/lib/wire/primitives";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("invites/[id]", {
  GET: async (call) => {
    const owner = await requireOwner(call.request);
    return json(await readInvite(owner, param(call, "id", randomId, "invite_unknown")));
  },
});
