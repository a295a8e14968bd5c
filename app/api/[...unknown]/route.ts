import { AppError } from "@/lib/server/errors";
import { route } from "@/lib/server/http";

const notFound = () => Promise.reject(new AppError("not_found"));

/** Every address that no route has. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("[...unknown]", {
  GET: notFound,
  POST: notFound,
  PUT: notFound,
  PATCH: notFound,
  DELETE: notFound,
});
