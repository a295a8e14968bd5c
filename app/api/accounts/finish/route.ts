import { finishSignUp } from "@/lib/server/accounts";
import { readBody } from "@/lib/server/body";
import { json, route } from "@/lib/server/http";
import { signUpFinishRequest } from "@/lib/wire/accounts";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("accounts/finish", {
  POST: async ({ request }) => {
    await finishSignUp(await readBody(request, signUpFinishRequest, BODY_LIMIT_SMALL));
    return json({}, 201);
  },
});
