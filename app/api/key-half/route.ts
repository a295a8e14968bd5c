import { readBody } from "@/lib/server/body";
import { addressOf, json, route } from "@/lib/server/http";
import { dropHalf, giveHalf, keepHalf } from "@/lib/server/key-half";
import { requireAccount, requireClaim } from "@/lib/server/session";
import { allowWrite } from "@/lib/server/vault";
import { keyHalfAsked, keyHalfRequest } from "@/lib/wire/key-half";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("key-half", {
  PUT: async ({ request }) => {
    const claim = await requireClaim(request);
    await allowWrite(claim);
    return json(await keepHalf(claim, await readBody(request, keyHalfRequest, BODY_LIMIT_SMALL)));
  },
  POST: async ({ request }) => {
    const claim = await requireAccount(request);
    const asked = await readBody(request, keyHalfAsked, BODY_LIMIT_SMALL);
    return json(await giveHalf(claim, asked, addressOf(request)));
  },
  DELETE: async ({ request }) => {
    await dropHalf(await requireAccount(request));
    return json({});
  },
});
