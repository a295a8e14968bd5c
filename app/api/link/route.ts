import { readBody } from "@/lib/server/body";
import { json, route } from "@/lib/server/http";
import { confirmLink, readLinkState, unlink } from "@/lib/server/links";
import { requireClaim, requireOwner } from "@/lib/server/session";
import { BODY_LIMIT_SCHEDULE } from "@/lib/wire/limits";
import { confirmLinkRequest, unlinkRequest } from "@/lib/wire/link";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("link", {
  GET: async ({ request }) => json(await readLinkState(await requireClaim(request))),
  POST: async ({ request }) => {
    const owner = await requireOwner(request);
    await confirmLink(owner, await readBody(request, confirmLinkRequest, BODY_LIMIT_SCHEDULE));
    return json({}, 201);
  },
  DELETE: async ({ request }) => {
    const owner = await requireOwner(request);
    await unlink(owner, await readBody(request, unlinkRequest, BODY_LIMIT_SCHEDULE));
    return json({});
  },
});
