import { readSession } from "@/lib/server/accounts";
import { json, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("session", {
  GET: async ({ request }) => json(await readSession(await requireClaim(request))),
});
