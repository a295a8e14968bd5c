import { endAccess } from "@/lib/server/access";
import { json, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("access", {
  DELETE: async ({ request }) => {
    await endAccess(await requireClaim(request));
    return json({});
  },
});
