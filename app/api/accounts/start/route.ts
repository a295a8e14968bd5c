import { startSignUp } from "@/lib/server/accounts";
import { readBody } from "@/lib/server/body";
import { addressOf, json, route } from "@/lib/server/http";
import { signUpStartRequest } from "@/lib/wire/accounts";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("accounts/start", {
  POST: async ({ request }) => {
    const body = await readBody(request, signUpStartRequest, BODY_LIMIT_SMALL);
    return json(await startSignUp(body, addressOf(request)));
  },
});
