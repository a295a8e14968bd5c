import { json, route } from "@/lib/server/http";
import { settings } from "@/lib/server/settings";

/** The one address at which writes are taken. A page that was opened at another one asks, before anything is typed into it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("place", {
  GET: async () => json({ origin: settings().origin }),
});
