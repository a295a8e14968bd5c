import { readSession } from "@/lib/server/accounts";
import { json, route } from "@/lib/server/http";
import { requireSession } from "@/lib/server/session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("session", {
  GET: async ({ request }) => json(await readSession(await requireSession(request))),
});
