import { readBody } from "@/lib/server/body";
import { addressOf, json, route } from "@/lib/server/http";
import { startRecovery } from "@/lib/server/recovery";
import { recoveryStartRequest } from "@/lib/wire/accounts";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("recovery/start", {
  POST: async ({ request }) => {
    const body = await readBody(request, recoveryStartRequest, BODY_LIMIT_SMALL);
    return json(await startRecovery(body, addressOf(request)));
  },
});
