import { json, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { endAccess } from "@/lib/server/tokens";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("access", {
  DELETE: async ({ request }) => {
    await endAccess(await requireClaim(request));
    return json({});
  },
});
