import { json, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { etagOf, readVault } from "@/lib/server/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault", {
  GET: async ({ request }) => {
    const vault = await readVault(await requireClaim(request));
    return json(vault, 200, { ETag: etagOf(vault) });
  },
});
