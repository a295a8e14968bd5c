import "server-only";
import { decode, encode } from "next-auth/jwt";
import * as z from "zod/mini";
import type {
  accessFinishRequest,
  accessFinishResponse,
  accessSetupFinishRequest,
  accessSetupStartRequest,
  accessSetupStartResponse,
  accessStartRequest,
  accessStartResponse,
} from "@/lib/wire/access";
import { ACCESS_LIFETIME_MS } from "@/lib/wire/access";
import type { keyHalfVerifierRequest } from "@/lib/wire/key-half";
import { randomId } from "@/lib/wire/primitives";
import { beginAttempt, takeAttempt } from "./attempts";
import { newId } from "./bytes";
import { db, isUniqueViolation } from "./db";
import { AppError } from "./errors";
import { sweepHalves } from "./key-half";
import { countAccess } from "./limits";
import { answerLogin, answerRegistration, checkRecord, provesPassphrase } from "./opaque";
import { type SessionClaim, tokenOf } from "./session";
import { settings } from "./settings";
import { tidyTokens } from "./tokens";

/** How long the second half of an exchange is waited for, seconds. */
const ATTEMPT_LIFETIME_S = 60;

/** What the server's half of an exchange holds, sealed for the server itself. */
const sealedAttempt = z.object({
  sub: randomId,
  epoch: z.int(),
  id: randomId,
  state: z.string().check(z.minLength(1)),
});
const seal = () => ({ secret: settings().secrets.sessionSecret, salt: "access" });

/**
 * Under which name OPAQUE knows an account's second secret. Not the one of its passphrase: else whoever holds a session could
 * have the server work on guesses of the passphrase here, uncounted.
 */
const accessIdentifier = (userId: string) => `access/${userId}`;

/** Answers the first message of the registration that rides along with a sign-up or a recovery. Throws `bad_request`. */
export function answerAccessRegistration(userId: string, registrationRequest: string): Promise<string> {
  return answerRegistration(accessIdentifier(userId), registrationRequest);
}

/** Throws `bad_request` unless this record could be proven against. */
export function checkAccessRecord(userId: string, accessRecord: string): Promise<void> {
  return checkRecord(accessIdentifier(userId), accessRecord);
}

/**
 * Begins a proof. Nothing of it is kept: the server's half goes out sealed and comes back, so that somebody who only has the
 * session's cookie can neither fill a table nor push out the owner's. Throws `signed_out`, `too_many`, `bad_request`.
 */
export async function startAccess(
  claim: SessionClaim,
  { startLoginRequest }: z.infer<typeof accessStartRequest>,
  address: string,
): Promise<z.infer<typeof accessStartResponse>> {
  await countAccess(claim, address);
  const { userId, epoch } = claim;
  const user = await db().user.findFirst({ where: { id: userId, epoch }, select: { accessRecord: true } });
  if (user === null) throw new AppError("signed_out");
  const { loginResponse, serverLoginState } = await answerLogin(
    accessIdentifier(userId),
    user.accessRecord,
    startLoginRequest,
  );
  const held: z.infer<typeof sealedAttempt> = { sub: userId, epoch, id: newId(), state: serverLoginState };
  const attempt = await encode({ ...seal(), token: held, maxAge: ATTEMPT_LIFETIME_S });
  return { attempt, loginResponse };
}

/**
 * Ends a proof: a token, of which each exchange gives one. Throws `locked` for a wrong proof, and for an exchange that is
 * another's, too old or spent.
 */
export async function finishAccess(
  claim: SessionClaim,
  exchange: z.infer<typeof accessFinishRequest>,
): Promise<z.infer<typeof accessFinishResponse>> {
  const id = await spendExchange(claim, exchange, ACCESS_LIFETIME_MS);
  await tidyTokens(claim.userId, id);
  await sweepHalves();
  return { token: tokenOf(claim, id) };
}

/**
 * Ends a proof in the other way: what a reload in this session will prove itself by, with this half alone. Where another half is in
 * force by now, nothing is noted. Throws like `finishAccess`.
 */
export async function noteVerifier(
  claim: SessionClaim,
  { half, verifier, ...exchange }: z.infer<typeof keyHalfVerifierRequest>,
): Promise<void> {
  await spendExchange(claim, exchange, 0);
  const { userId: ownerId, session } = claim;
  const verifierUntil = BigInt(Date.now() + ACCESS_LIFETIME_MS);
  await db().keyHalf.updateMany({ where: { ownerId, session, half }, data: { verifier, verifierUntil } });
}

/** Checks a proof, and uses its exchange up: its id stands as a token's from then on, one that holds for so long, milliseconds. */
async function spendExchange(
  { userId, epoch }: SessionClaim,
  { attempt, finishLoginRequest }: z.infer<typeof accessFinishRequest>,
  lastsMs: number,
): Promise<string> {
  const begun = sealedAttempt.safeParse(await decode({ ...seal(), token: attempt }).catch(() => null));
  if (!begun.success || begun.data.sub !== userId || begun.data.epoch !== epoch) throw new AppError("locked");
  if (!(await provesPassphrase(begun.data.state, finishLoginRequest))) throw new AppError("locked");
  const { id } = begun.data;
  const user = await db().user.findFirst({ where: { id: userId, epoch }, select: { id: true } });
  if (user === null) throw new AppError("signed_out");
  try {
    const expiresAt = BigInt(Date.now() + lastsMs);
    await db().accessToken.create({ data: { ownerId: userId, id, expiresAt }, select: { id: true } });
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError("locked") : error;
  }
  return id;
}

/** Lets an account without a record set one: only whoever has just signed in with the passphrase gets this. Returns the attempt's id. */
export function allowAccessSetup(userId: string): Promise<string> {
  return beginAttempt("access-setup", { userId, handle: null, state: "" });
}

/** Begins to set the record of an account that has none. Throws `bad_request`, also when the sign-in was another's or too long ago. */
export async function startAccessSetup(
  { userId }: SessionClaim,
  { attemptId, registrationRequest }: z.infer<typeof accessSetupStartRequest>,
): Promise<z.infer<typeof accessSetupStartResponse>> {
  const allowed = await takeAttempt("access-setup", attemptId);
  if (allowed?.userId !== userId) throw new AppError("bad_request");
  const registrationResponse = await answerAccessRegistration(userId, registrationRequest);
  const next = await beginAttempt("access-record", { userId, handle: null, state: "" });
  return { attemptId: next, registrationResponse };
}

/** Sets it, where there is still none. Throws `bad_request`, `conflict`. */
export async function finishAccessSetup(
  { userId, epoch }: SessionClaim,
  { attemptId, accessRecord }: z.infer<typeof accessSetupFinishRequest>,
): Promise<void> {
  const begun = await takeAttempt("access-record", attemptId);
  if (begun?.userId !== userId) throw new AppError("bad_request");
  await checkAccessRecord(userId, accessRecord);
  const { count } = await db().user.updateMany({
    where: { id: userId, epoch, accessRecord: null },
    data: { accessRecord },
  });
  if (count === 0) throw new AppError("conflict");
}
