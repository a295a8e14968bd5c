import { startSignIn } from "@/lib/server/accounts";
import { readBody } from "@/lib/server/body";
import { addressOf, json, route } from "@/lib/server/http";
import { claimFrom } from "@/lib/server/session";
import { signInStartRequest } from "@/lib/wire/accounts";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("sign-in/start", {
  POST: async ({ request }) => {
    const body = await readBody(request, signInStartRequest, BODY_LIMIT_SMALL);
    const place = { address: addressOf(request), claim: await claimFrom(request) };
    return json(await startSignIn(body, place));
  },
});
