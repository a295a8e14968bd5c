import { readBody } from "@/lib/server/body";
import { addressOf, json, route } from "@/lib/server/http";
import { openRecovery } from "@/lib/server/recovery";
import { recoveryOpenRequest } from "@/lib/wire/accounts";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("recovery/open", {
  POST: async ({ request }) => {
    const body = await readBody(request, recoveryOpenRequest, BODY_LIMIT_SMALL);
    return json(await openRecovery(body, addressOf(request)));
  },
});
