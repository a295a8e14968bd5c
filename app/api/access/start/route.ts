import { startAccess } from "@/lib/server/access";
import { readBody } from "@/lib/server/body";
import { addressOf, json, route } from "@/lib/server/http";
import { requireAccount } from "@/lib/server/session";
import { accessStartRequest } from "@/lib/wire/access";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("access/start", {
  POST: async ({ request }) => {
    const claim = await requireAccount(request);
    const body = await readBody(request, accessStartRequest, BODY_LIMIT_SMALL);
    return json(await startAccess(claim, body, addressOf(request)));
  },
});
