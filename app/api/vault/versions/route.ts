import { isHeld, json, notModified, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { etagOf, readVersions } from "@/lib/server/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault/versions", {
  GET: async ({ request }) => {
    const versions = await readVersions(await requireClaim(request));
    const headers = { ETag: etagOf(versions) };
    return isHeld(request, headers.ETag) ? notModified(headers) : json(versions, 200, headers);
  },
});
