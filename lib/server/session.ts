import "server-only";
import { decode } from "next-auth/jwt";
import * as z from "zod/mini";
import { accessToken } from "@/lib/wire/access";
import { ACCESS_HEADER, ACCOUNT_HEADER } from "@/lib/wire/headers";
import { ID_LENGTH, randomId } from "@/lib/wire/primitives";
import { hmac, isSame } from "./bytes";
import { db, type Queries, transact } from "./db";
import { AppError } from "./errors";
import { settings } from "./settings";

const sessionClaim = z
  .pipe(
    z.object({ sub: randomId, epoch: z.int().check(z.gte(0)), jti: z.string().check(z.minLength(1)) }),
    z.transform(({ sub, epoch, jti }) => ({ userId: sub, epoch, session: jti })),
  )
  .brand<"SessionClaim">();
/**
 * What a session's cookie says, its seal checked. Not yet proof: `epoch` must be compared with the account's in the very
 * query that reads or writes.
 */
export type SessionClaim = z.infer<typeof sessionClaim>;

const openClaim = z
  .object({ userId: randomId, epoch: z.number(), session: z.string(), access: randomId })
  .brand<"OpenClaim">();
/**
 * What cookie and token claim of a vault that is open, the seal of both checked. Not yet proof: `openTo` must stand in the very
 * query that reads or writes.
 */
export type OpenClaim = z.infer<typeof openClaim>;

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
  const known = opened.get(value);
  if (known !== undefined && Date.now() < known.until) return known.claim;
  const token = await decode({ token: value, secret: settings().secrets.sessionSecret }).catch(() => null);
  const claim = z.catch(z.nullable(sessionClaim), null).parse(token);
  if (claim !== null && typeof token?.exp === "number") keepOpened(value, { claim, until: token.exp * 1000 });
  return claim;
}

/**
 * What the seal of a cookie was opened to, the oldest first. To open it takes as long as the query that follows; what it says
 * does not change. Whether the session still holds is asked of the database each time.
 */
const opened = new Map<string, { claim: SessionClaim; until: number }>();
/** How many are kept: about half a kilobyte each. */
const MOST_OPENED = 2_000;

function keepOpened(value: string, what: { claim: SessionClaim; until: number }): void {
  opened.delete(value);
  opened.set(value, what);
  const [oldest] = opened.keys();
  if (opened.size > MOST_OPENED && oldest !== undefined) opened.delete(oldest);
}

/** Like `claimFrom`, but throws `signed_out` instead of null. Enough to say who is signed in, and for nothing else. */
export async function requireSession(request: Request): Promise<SessionClaim> {
  const claim = await claimFrom(request);
  if (claim === null) throw new AppError("signed_out");
  return claim;
}

/**
 * What the cookie claims, where the request is meant for that account. Throws `signed_out`; `other_account` for whatever else
 * is named, be it somebody's or nobody's.
 */
export async function requireAccount(request: Request): Promise<SessionClaim> {
  const claim = await requireSession(request);
  if (request.headers.get(ACCOUNT_HEADER) !== claim.userId) throw new AppError("other_account");
  return claim;
}

/**
 * What cookie and token claim. Every route of something personal begins with this or with `requireOwner`, before its body.
 * Throws like `requireAccount`; `locked` without a token that was made for this session's account and epoch.
 */
export async function requireClaim(request: Request): Promise<OpenClaim> {
  const claim = await requireAccount(request);
  const given = accessToken.safeParse(request.headers.get(ACCESS_HEADER));
  const id = given.success ? given.data.slice(0, ID_LENGTH) : "";
  if (!given.success || !isSame(given.data, tokenOf(claim, id))) throw new AppError("locked");
  return openClaim.parse({ ...claim, access: id });
}

/** The token of this id: worth something for this account, and until its sessions end. Nobody else can make it. */
export function tokenOf({ userId, epoch }: SessionClaim, id: string): string {
  return `${id}${hmac(settings().secrets.sessionSecret, "access", userId, String(epoch), id)}`;
}

/** The account of a claim, for as long as its session and its token hold: for the query that reads or writes. */
export function openTo({ userId, epoch, access }: OpenClaim) {
  return { id: userId, epoch, access: { some: { id: access, expiresAt: { gt: BigInt(Date.now()) } } } };
}

/** Why a query found no such account: `signed_out`, or `locked` where it is the token that has ended. */
export async function refusal({ userId, epoch }: OpenClaim, queries: Queries = db()): Promise<AppError> {
  const user = await queries.user.findFirst({ where: { id: userId, epoch }, select: { id: true } });
  return new AppError(user === null ? "signed_out" : "locked");
}

/** Who makes this request, checked against the database. Throws like `requireClaim`. */
export async function requireOwner(request: Request): Promise<OwnerId> {
  const claim = await requireClaim(request);
  const user = await db().user.findFirst({ where: openTo(claim), select: { id: true } });
  if (user === null) throw await refusal(claim);
  return ownerId.parse(user.id);
}

/** Ends every session of an account, this one among them, and what reloads in them open with. An ended session ends nothing any more. */
export async function endSessions({ userId, epoch }: SessionClaim): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, epoch },
      data: { epoch: { increment: 1 } },
    });
    if (count > 0) await tx.keyHalf.deleteMany({ where: { ownerId: userId } });
  });
}

/** The value of a request's cookie, undefined where there is none. */
export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name) return value;
  }
  return undefined;
}
