import { readBody } from "@/lib/server/body";
import { json, param, route } from "@/lib/server/http";
import { acceptInvite, withdrawAcceptance } from "@/lib/server/invites";
import { requireOwner } from "@/lib/server/session";
import { BODY_LIMIT_SCHEDULE } from "@/lib/wire/limits";
import { acceptInviteRequest } from "@/lib/wire/link";
import { randomId } from "@/lib/wire/primitives";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("invites/[id]/accept", {
  POST: async (call) => {
    const owner = await requireOwner(call.request);
    const id = param(call, "id", randomId, "invite_unknown");
    await acceptInvite(owner, id, await readBody(call.request, acceptInviteRequest, BODY_LIMIT_SCHEDULE));
    return json({}, 201);
  },
  DELETE: async (call) => {
    const owner = await requireOwner(call.request);
    await withdrawAcceptance(owner, param(call, "id", randomId));
    return json({});
  },
});
