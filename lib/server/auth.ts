import "server-only";
import type { NextApiRequest, NextApiResponse } from "next";
import type { NextAuthOptions } from "next-auth";
import NextAuth from "next-auth/next";
import Credentials from "next-auth/providers/credentials";
import type * as z from "zod/mini";
import type { signInFinish } from "@/lib/wire/accounts";
import { SESSION_LIFETIME_S } from "@/lib/wire/limits";
import { finishSignIn } from "./accounts";
import { AppError } from "./errors";
import { json, toErrorResponse } from "./http";
import { forgetDevice, rememberDevice } from "./known-device";
import { claimFrom, endSessions, sessionCookie } from "./session";
import { settings } from "./settings";

declare module "next-auth" {
  interface User {
    epoch: number;
  }
}

/** The library's log quotes what it was given. */
const silent = { error: () => {}, warn: () => {}, debug: () => {} };

/** next-auth with what Stile needs of it: one provider, a token that says who and which epoch, no page of its own. */
function options(user: { id: string; epoch: number }): NextAuthOptions {
  const { options: cookie, name } = sessionCookie();
  return {
    secret: settings().secrets.sessionSecret,
    session: { strategy: "jwt", maxAge: SESSION_LIFETIME_S },
    // Said twice: the first is when the cookie goes, this is when what stands in it does. The library's own is 30 days.
    jwt: { maxAge: SESSION_LIFETIME_S },
    cookies: {
      sessionToken: { name, options: cookie },
      csrfToken: { name: CSRF_COOKIE, options: cookie },
    },
    pages: { signIn: "/", signOut: "/", error: "/", verifyRequest: "/", newUser: "/" },
    providers: [Credentials({ credentials: {}, authorize: async () => user })],
    // `user` is there at sign-in, and no other action of the library is ever called.
    callbacks: { jwt: ({ user }) => ({ sub: user.id, epoch: user.epoch }) },
    logger: silent,
    debug: false,
  };
}

/**
 * Ends a sign-in. 200 with the session's cookie and the device's, or throws `signed_out`; for a spent or old attempt, an
 * unknown handle and a wrong passphrase alike.
 */
export async function signIn(given: z.infer<typeof signInFinish>): Promise<Response> {
  const user = await finishSignIn(given);
  if (user === null) throw new AppError("signed_out");
  const { name } = sessionCookie();
  const session = (await ask(options(user))).find((cookie) => cookie.startsWith(`${name}=`));
  if (session === undefined) throw new AppError("server_error");
  const response = json({ accessSetup: user.accessSetup }, 200, { "Set-Cookie": session });
  response.headers.append("Set-Cookie", rememberDevice(user));
  return response;
}

/**
 * Ends every session of the account, so that a copy of this one's cookie is worth nothing, and takes the cookies away. That
 * much also happens when the database is away; the answer is `unavailable` then. Without a session: 200 too.
 */
export async function signOut(request: Request): Promise<Response> {
  const { name, options: cookie } = sessionCookie();
  const gone = `${name}=; Path=${cookie.path}; Max-Age=0; HttpOnly; SameSite=Strict${cookie.secure ? "; Secure" : ""}`;
  const response = await endSession(request);
  response.headers.append("Set-Cookie", gone);
  response.headers.append("Set-Cookie", forgetDevice());
  return response;
}

async function endSession(request: Request): Promise<Response> {
  try {
    const claim = await claimFrom(request);
    if (claim !== null) await endSessions(claim);
    return json({});
  } catch (error) {
    return toErrorResponse(error, "auth/signout");
  }
}

/** The library's own guard against other origins. They were refused before; the pair never leaves this module. */
const CSRF_COOKIE = "csrf";

/** Lets the library run its credentials callback, and returns the cookies that it would set. */
async function ask(config: NextAuthOptions): Promise<string[]> {
  const start = new Exchange("GET", "csrf", {}, {});
  await start.run(config);
  const pair = start.cookies.find((cookie) => cookie.startsWith(`${CSRF_COOKIE}=`)) ?? "";
  const value = decodeURIComponent(pair.slice(CSRF_COOKIE.length + 1).split(";", 1)[0] ?? "");
  const [csrfToken = ""] = value.split("|", 1);

  const finish = new Exchange("POST", "callback", { [CSRF_COOKIE]: value }, { csrfToken, json: "true" });
  await finish.run(config);
  return finish.cookies;
}

/**
 * One request to the library and its answer, in memory. The library takes the requests and responses of Next's older
 * router, of which it uses the few members here. Its handler for the newer router would read the body without a bound.
 */
class Exchange {
  readonly cookies: string[] = [];
  readonly #request: object;

  constructor(method: "GET" | "POST", action: "csrf" | "callback", cookies: object, body: object) {
    const nextauth = action === "callback" ? [action, "credentials"] : [action];
    this.#request = { method, query: { nextauth }, cookies, body, headers: {} };
  }

  async run(config: NextAuthOptions): Promise<void> {
    const cookies = this.cookies;
    const response = {
      status: () => response,
      setHeader: (name: string, value: string | string[]) => {
        if (name === "Set-Cookie") cookies.splice(0, cookies.length, ...[value].flat());
        return response;
      },
      getHeader: (name: string) => (name === "Set-Cookie" ? [...cookies] : undefined),
      json: () => {},
      send: () => {},
      end: () => {},
    };
    await NextAuth(this.#request as NextApiRequest, response as unknown as NextApiResponse, config);
  }
}
