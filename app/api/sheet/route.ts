import { isHeld, json, notModified, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { readTheirPage } from "@/lib/server/sheets";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("sheet", {
  GET: async ({ request }) => {
    const { sealed, etag } = await readTheirPage(await requireClaim(request));
    const headers = { ETag: etag };
    return isHeld(request, etag) ? notModified(headers) : json({ sealed }, 200, headers);
  },
});
