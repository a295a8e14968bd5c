import { readBody } from "@/lib/server/body";
import { packed, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { allowRead, etagOf, readVault } from "@/lib/server/vault";
import { BODY_LIMIT_NAMES, BODY_MARKS_NAMES } from "@/lib/wire/limits";
import { packedVault, readRequest } from "@/lib/wire/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault/read", {
  POST: async ({ request }) => {
    const claim = await requireClaim(request);
    await allowRead(claim);
    const asked = await readBody(request, readRequest, BODY_LIMIT_NAMES, BODY_MARKS_NAMES);
    const vault = await readVault(claim, asked);
    const { documents, others, sheetRevision } = vault;
    const tag = others && etagOf({ documents: [...documents, ...others], sheetRevision });
    return packed(...packedVault(vault), tag ? { ETag: tag } : {});
  },
});
