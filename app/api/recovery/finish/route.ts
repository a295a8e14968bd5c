import { readBody } from "@/lib/server/body";
import { addressOf, json, route } from "@/lib/server/http";
import { finishRecovery, takeRecovery } from "@/lib/server/recovery";
import { recoveryFinishRequest } from "@/lib/wire/accounts";
import { BODY_LIMIT_REKEY, BODY_MARKS_REKEY } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("recovery/finish", {
  POST: async ({ request }) => {
    const owner = await takeRecovery(request);
    const body = await readBody(request, recoveryFinishRequest, BODY_LIMIT_REKEY, BODY_MARKS_REKEY);
    await finishRecovery(owner, body, addressOf(request));
    return json({});
  },
});
