import * as z from "zod/mini";
import { signIn, signOut } from "@/lib/server/auth";
import { readBody } from "@/lib/server/body";
import { AppError } from "@/lib/server/errors";
import { route } from "@/lib/server/http";
import { signInFinish } from "@/lib/wire/accounts";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";

/** The two addresses of next-auth that are needed; all others are as if they were not there. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("auth/[...nextauth]", {
  POST: async ({ request, params }) => {
    const action = [params.nextauth].flat().join("/");
    if (action === "callback/credentials") {
      return signIn(await readBody(request, signInFinish, BODY_LIMIT_SMALL));
    }
    if (action === "signout") {
      await readBody(request, z.object({}), BODY_LIMIT_SMALL);
      return signOut(request);
    }
    throw new AppError("not_found");
  },
});
