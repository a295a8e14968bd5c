import { readBody } from "@/lib/server/body";
import { packed, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { allowRead, readVault } from "@/lib/server/vault";
import { BODY_LIMIT_NAMES, BODY_MARKS_NAMES } from "@/lib/wire/limits";
import { packedVault, readRequest } from "@/lib/wire/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault/read", {
  POST: async ({ request }) => {
    const claim = await requireClaim(request);
    await allowRead(claim);
    const { names } = await readBody(request, readRequest, BODY_LIMIT_NAMES, BODY_MARKS_NAMES);
    return packed(...packedVault(await readVault(claim, names)));
  },
});
