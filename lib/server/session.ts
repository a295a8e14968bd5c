import "server-only";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { ACCOUNT_HEADER } from "@/lib/wire/accounts";
import { randomId } from "@/lib/wire/primitives";
import { db } from "./db";
import { AppError } from "./errors";
import { settings } from "./settings";

const sessionClaim = z
  .object({ sub: randomId, epoch: z.number().int().min(0) })
  .transform(({ sub, epoch }) => ({ userId: sub, epoch }))
  .brand<"SessionClaim">();
/**
 * What a session's cookie says, its seal checked. Not yet proof: `epoch` must be compared with the account's in the very
 * query that reads or writes.
 */
export type SessionClaim = z.infer<typeof sessionClaim>;

const ownerId = randomId.brand<"OwnerId">();
/** The id of somebody whose session was checked against the database. Made by `requireOwner` alone. */
export type OwnerId = z.infer<typeof ownerId>;

/** The session's cookie. Under https its name holds the browser to Secure, this host and the whole path. */
export function sessionCookie() {
  const secure = settings().origin.startsWith("https:");
  return {
    name: secure ? "__Host-stile" : "stile",
    options: { httpOnly: true, sameSite: "strict", path: "/", secure },
  } as const;
}

/** What the request's cookie claims, or null where there is none, it is not ours or its time is over. */
export async function claimFrom(request: Request): Promise<SessionClaim | null> {
  const { name } = sessionCookie();
  const value = readCookie(request, name);
  if (value === undefined) return null;
  const token = await decode({ token: value, secret: settings().secrets.sessionSecret }).catch(() => null);
  return sessionClaim.nullable().catch(null).parse(token);
}

/** Like `claimFrom`, but throws `signed_out` instead of null. Enough to say who is signed in, and for nothing else. */
export async function requireSession(request: Request): Promise<SessionClaim> {
  const claim = await claimFrom(request);
  if (claim === null) throw new AppError("signed_out");
  return claim;
}

/**
 * What the cookie claims, where the request is meant for that account. Every route of something personal begins with this or
 * with `requireOwner`, before its body. Throws `signed_out`; `other_account` for whatever else is named, be it somebody's or
 * nobody's.
 */
export async function requireClaim(request: Request): Promise<SessionClaim> {
  const claim = await requireSession(request);
  if (request.headers.get(ACCOUNT_HEADER) !== claim.userId) throw new AppError("other_account");
  return claim;
}

/** Who makes this request, checked against the database. Throws like `requireClaim`. */
export async function requireOwner(request: Request): Promise<OwnerId> {
  const { userId, epoch } = await requireClaim(request);
  const user = await db().user.findFirst({ where: { id: userId, epoch }, select: { id: true } });
  if (user === null) throw new AppError("signed_out");
  return ownerId.parse(user.id);
}

/** Ends every session of an account, this one among them. An ended session ends nothing any more. */
export async function endSessions({ userId, epoch }: SessionClaim): Promise<void> {
  await db().user.updateMany({ where: { id: userId, epoch }, data: { epoch: { increment: 1 } } });
}

/** The value of a request's cookie, undefined where there is none. */
export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name) return value;
  }
  return undefined;
}
