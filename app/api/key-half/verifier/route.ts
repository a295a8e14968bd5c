import { noteVerifier } from "@/lib/server/access";
import { readBody } from "@/lib/server/body";
import { json, route } from "@/lib/server/http";
import { requireAccount } from "@/lib/server/session";
import { keyHalfVerifierRequest } from "@/lib/wire/key-half";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("key-half/verifier", {
  PUT: async ({ request }) => {
    const claim = await requireAccount(request);
    await noteVerifier(claim, await readBody(request, keyHalfVerifierRequest, BODY_LIMIT_SMALL));
    return json({});
  },
});
