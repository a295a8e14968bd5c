import "server-only";
import type { z } from "zod";
import type {
  SessionResponse,
  signInFinish,
  signInStartRequest,
  signInStartResponse,
  signUpFinishRequest,
  signUpStartRequest,
  signUpStartResponse,
} from "@/lib/wire/accounts";
import { allowAccessSetup, answerAccessRegistration, checkAccessRecord } from "./access";
import { beginAttempt, takeAttempt } from "./attempts";
import { fromText, hmac, newId, sha256, toText } from "./bytes";
import { db, isUniqueViolation } from "./db";
import { AppError } from "./errors";
import { addressOf } from "./http";
import { countTry, takeBackTry } from "./limits";
import { answerLogin, answerRegistration, checkRecord, provesPassphrase } from "./opaque";
import { claimFrom, type SessionClaim } from "./session";
import { settings } from "./settings";

/** Begins an account. Throws `too_many` for this address, `handle_taken`, `bad_request`. */
export async function startSignUp(
  { handle, registrationRequest, accessRequest }: z.infer<typeof signUpStartRequest>,
  address: string,
): Promise<z.infer<typeof signUpStartResponse>> {
  await countTry("signUp", address);
  if (await db().user.findUnique({ where: { handle }, select: { id: true } }))
    throw new AppError("handle_taken");
  const ownerId = newId();
  const registrationResponse = await answerRegistration(ownerId, registrationRequest);
  const accessResponse = await answerAccessRegistration(ownerId, accessRequest);
  const attemptId = await beginAttempt("sign-up", { userId: ownerId, handle, state: "" });
  return { attemptId, ownerId, registrationResponse, accessResponse };
}

/** Makes the account that was begun. Throws `bad_request` when it was not or too long ago, `handle_taken`. */
export async function finishSignUp(given: z.infer<typeof signUpFinishRequest>): Promise<void> {
  const passphraseSlot = fromText(given.passphraseSlot);
  const recoverySlot = fromText(given.recoverySlot);
  const begun = await takeAttempt("sign-up", given.attemptId);
  if (begun?.userId == null || begun.handle === null) throw new AppError("bad_request");
  await checkRecord(begun.userId, given.registrationRecord);
  await checkAccessRecord(begun.userId, given.accessRecord);
  try {
    await db().user.create({
      data: {
        id: begun.userId,
        handle: begun.handle,
        registrationRecord: given.registrationRecord,
        accessRecord: given.accessRecord,
        passphraseSlot,
        recoverySlot,
        recoveryAuthHash: sha256(given.recoveryAuth),
      },
      select: { id: true },
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError("handle_taken") : error;
  }
}

/** Where a sign-in comes from: an address, and the session that is open there, if one is. */
export type SignInPlace = { address: string; claim: SessionClaim | null };

/** Where this request to sign in comes from. The claim is not yet proof, see `claimFrom`. */
export async function signInPlace(request: Request): Promise<SignInPlace> {
  return { address: addressOf(request), claim: await claimFrom(request) };
}

/**
 * What a try is counted for: the handle at this address; or, where the account's own session is open, that session. So
 * whoever uses up the tries from the same network does not keep its owner from unlocking.
 */
function triesOf(
  handle: string,
  user: { id: string; epoch: number } | null,
  { address, claim }: SignInPlace,
): string[] {
  const own = user !== null && claim?.userId === user.id && claim.epoch === user.epoch;
  return own ? ["session", user.id, String(user.epoch)] : ["address", handle, address];
}

/**
 * Begins a sign-in. A handle that nobody has is answered alike: OPAQUE makes the answer up under a stand-in for the id.
 * Throws `too_many` when there have been enough tries from this place, `bad_request`.
 */
export async function startSignIn(
  { handle, startLoginRequest }: z.infer<typeof signInStartRequest>,
  place: SignInPlace,
): Promise<z.infer<typeof signInStartResponse>> {
  const user = await db().user.findUnique({
    where: { handle },
    select: { id: true, epoch: true, registrationRecord: true },
  });
  await countTry("signIn", ...triesOf(handle, user, place));
  const standIn = hmac(settings().secrets.rateLimitKey, "nobody", handle).slice(0, 22);
  const { loginResponse, serverLoginState } = await answerLogin(
    user?.id ?? standIn,
    user?.registrationRecord ?? null,
    startLoginRequest,
  );
  const attemptId = await beginAttempt("sign-in", {
    userId: user?.id ?? null,
    handle,
    state: serverLoginState,
  });
  return { attemptId, loginResponse };
}

/**
 * Ends a sign-in: who it was, or null for a wrong passphrase, an unknown handle and a spent or old attempt alike.
 * `accessSetup`: where the account has no record for access yet, what allows to set one.
 */
export async function finishSignIn(
  { attemptId, finishLoginRequest }: z.infer<typeof signInFinish>,
  place: SignInPlace,
): Promise<{ id: string; epoch: number; accessSetup: string | null } | null> {
  const begun = await takeAttempt("sign-in", attemptId);
  if (begun?.handle == null) return null;
  if (!(await provesPassphrase(begun.state, finishLoginRequest)) || begun.userId === null) return null;
  const user = await db().user.findUnique({
    where: { id: begun.userId },
    select: { id: true, epoch: true, accessRecord: true },
  });
  if (user === null) return null;
  await takeBackTry("signIn", ...triesOf(begun.handle, user, place));
  const accessSetup = user.accessRecord === null ? await allowAccessSetup(user.id) : null;
  return { id: user.id, epoch: user.epoch, accessSetup };
}

/** Whose session this is, and the slot that their passphrase opens. Throws `signed_out`. */
export async function readSession({ userId, epoch }: SessionClaim): Promise<SessionResponse> {
  const user = await db().user.findFirst({
    where: { id: userId, epoch },
    select: { id: true, handle: true, passphraseSlot: true },
  });
  if (user === null) throw new AppError("signed_out");
  return { ownerId: user.id, handle: user.handle, passphraseSlot: toText(user.passphraseSlot) };
}
