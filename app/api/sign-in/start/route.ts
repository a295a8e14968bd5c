import { signInPlace, startSignIn } from "@/lib/server/accounts";
import { readBody } from "@/lib/server/body";
import { json, route } from "@/lib/server/http";
import { signInStartRequest } from "@/lib/wire/accounts";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("sign-in/start", {
  POST: async ({ request }) => {
    const body = await readBody(request, signInStartRequest, BODY_LIMIT_SMALL);
    return json(await startSignIn(body, await signInPlace(request)));
  },
});
