import { readPacked } from "@/lib/server/body";
import { json, packed, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { allowRead, allowWrite, etagOf, readVault, writeDocuments } from "@/lib/server/vault";
import { BODY_LIMIT_WRITE, BODY_MARKS_WRITE } from "@/lib/wire/limits";
import { packedVault, writeRequest } from "@/lib/wire/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault", {
  GET: async ({ request }) => {
    const claim = await requireClaim(request);
    await allowRead(claim);
    const vault = await readVault(claim);
    return packed(...packedVault(vault), { ETag: etagOf(vault) });
  },
  PUT: async ({ request }) => {
    const claim = await requireClaim(request);
    await allowWrite(claim);
    await writeDocuments(claim, await readPacked(request, writeRequest, BODY_LIMIT_WRITE, BODY_MARKS_WRITE));
    return json({});
  },
});
