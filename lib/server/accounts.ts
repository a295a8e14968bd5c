import "server-only";
import type * as z from "zod/mini";
import type {
  SessionResponse,
  signInFinish,
  signInStartRequest,
  signInStartResponse,
  signUpFinishRequest,
  signUpStartRequest,
  signUpStartResponse,
} from "@/lib/wire/accounts";
import { ID_LENGTH } from "@/lib/wire/primitives";
import { allowAccessSetup, answerAccessRegistration, checkAccessRecord } from "./access";
import { beginAttempt, takeAttempt } from "./attempts";
import { fromText, hmac, newId, sha256, toText } from "./bytes";
import { db, isUniqueViolation } from "./db";
import { AppError } from "./errors";
import { addressOf } from "./http";
import { deviceToken, knownDevice } from "./known-device";
import { countColdStart, countProven, countTry, takeBackColdStart, takeBackTry } from "./limits";
import { answerLogin, answerRegistration, checkRecord, provesPassphrase } from "./opaque";
import { claimFrom, type SessionClaim } from "./session";
import { settings } from "./settings";
import { createTurns } from "./turns";

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

/** Where a sign-in comes from: an address, the session that is open there, and the token of a device, if there are any. */
export type SignInPlace = { address: string; claim: SessionClaim | null; token: string | null };

/** Where this request to sign in comes from. Claim and token are not yet proof, see `claimFrom` and `deviceToken`. */
export async function signInPlace(request: Request): Promise<SignInPlace> {
  return { address: addressOf(request), claim: await claimFrom(request), token: deviceToken(request) };
}

/** An account that nobody has, in place of one: so that a handle that nobody has takes as long. */
const standIn = (handle: string) => ({
  id: hmac(settings().secrets.rateLimitKey, "nobody", handle).slice(0, ID_LENGTH),
  epoch: 0,
});

/**
 * What a try is counted for where this account is known: its own open session, or a device on which it signed in before. So
 * whoever uses up the tries from the same network keeps its owner neither from unlocking nor from signing in. Null elsewhere.
 */
async function knownPlace(handle: string, { claim, token }: SignInPlace): Promise<string[] | null> {
  if (claim === null && token === null) return null;
  const found = await db().user.findUnique({ where: { handle }, select: { id: true, epoch: true } });
  const user = found ?? standIn(handle);
  const device = token === null ? null : knownDevice(token, user);
  if (found === null) return null;
  if (claim?.userId === user.id && claim.epoch === user.epoch)
    return ["session", user.id, String(user.epoch)];
  return device === null ? null : ["device", user.id, device];
}

/**
 * Sign-ins that begin where nobody is known, whatever address they come from, take turns: OPAQUE is work for the event loop.
 * Where the account is known nobody waits for them.
 */
const coldTurn = createTurns({ atOnce: 2, mayWait: 32, waitMs: 5000 });

/**
 * Begins a sign-in. A handle that nobody has is answered alike: OPAQUE makes the answer up under a stand-in for the id.
 * Throws `too_many` when there have been enough tries from this place, `bad_request`.
 */
export async function startSignIn(
  given: z.infer<typeof signInStartRequest>,
  place: SignInPlace,
): Promise<z.infer<typeof signInStartResponse>> {
  const known = await knownPlace(given.handle, place);
  if (known !== null) return begin(given, known, "");
  const cold = await countColdStart(place.address);
  return coldTurn(() => begin(given, ["address", given.handle, place.address], cold));
}

/** @param cold the key of the address's counter; empty where the account is known */
async function begin(
  { handle, startLoginRequest }: z.infer<typeof signInStartRequest>,
  tries: string[],
  cold: string,
): Promise<z.infer<typeof signInStartResponse>> {
  const counted = await countTry("signIn", ...tries);
  const user = await db().user.findUnique({
    where: { handle },
    select: { id: true, registrationRecord: true },
  });
  const { loginResponse, serverLoginState } = await answerLogin(
    user?.id ?? standIn(handle).id,
    user?.registrationRecord ?? null,
    startLoginRequest,
  );
  const attemptId = await beginAttempt("sign-in", {
    userId: user?.id ?? null,
    handle,
    state: [serverLoginState, counted, cold].join(" "),
  });
  return { attemptId, loginResponse };
}

/**
 * Ends a sign-in: who it was, or null for a wrong passphrase, an unknown handle and a spent or old attempt alike. Throws
 * `too_many` for an account that is signed in to without end. `accessSetup`: where the account has no record for access yet,
 * what allows to set one.
 */
export async function finishSignIn({
  attemptId,
  finishLoginRequest,
}: z.infer<typeof signInFinish>): Promise<{ id: string; epoch: number; accessSetup: string | null } | null> {
  const begun = await takeAttempt("sign-in", attemptId);
  if (begun === null) return null;
  const [serverLoginState = "", counted = "", cold = ""] = begun.state.split(" ");
  if (!(await provesPassphrase(serverLoginState, finishLoginRequest)) || begun.userId === null) return null;
  const user = await db().user.findUnique({
    where: { id: begun.userId },
    select: { id: true, epoch: true, accessRecord: true },
  });
  if (user === null) return null;
  await countProven("signedIn", user);
  await takeBackTry("signIn", counted);
  if (cold !== "") await takeBackColdStart(cold);
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
