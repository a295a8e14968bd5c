import { readBody } from "@/lib/server/body";
import { json, route } from "@/lib/server/http";
import { createInvite } from "@/lib/server/invites";
import { requireOwner } from "@/lib/server/session";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";
import { createInviteRequest } from "@/lib/wire/link";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("invites", {
  POST: async ({ request }) => {
    const owner = await requireOwner(request);
    return json(
      await createInvite(owner, await readBody(request, createInviteRequest, BODY_LIMIT_SMALL)),
      201,
    );
  },
});
