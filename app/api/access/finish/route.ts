import { finishAccess } from "@/lib/server/access";
import { readBody } from "@/lib/server/body";
import { json, route } from "@/lib/server/http";
import { requireAccount } from "@/lib/server/session";
import { accessFinishRequest } from "@/lib/wire/access";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("access/finish", {
  POST: async ({ request }) => {
    const claim = await requireAccount(request);
    const body = await readBody(request, accessFinishRequest, BODY_LIMIT_SMALL);
    return json(await finishAccess(claim, body));
  },
});
