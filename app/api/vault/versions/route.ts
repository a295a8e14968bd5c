import { isHeld, json, notModified, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { allowRead, etagOf, readVersions } from "@/lib/server/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault/versions", {
  GET: async ({ request }) => {
    const claim = await requireClaim(request);
    await allowRead(claim);
    const versions = await readVersions(claim);
    const headers = { ETag: etagOf(versions) };
    return isHeld(request, headers.ETag) ? notModified(headers) : json(versions, 200, headers);
  },
});
