import { json, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { readVault } from "@/lib/server/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault", {
  GET: async ({ request }) => json(await readVault(await requireClaim(request))),
});
