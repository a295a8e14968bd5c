import * as z from "zod/mini";
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, MAX_SMALL_SEALED_BYTES } from "./limits";
import { bits256, blindName, handle, opaqueMessage, randomId, sealedText, version } from "./primitives";

const slot = sealedText(MAX_SMALL_SEALED_BYTES);
/** SHA-256-based proof of the recovery code, base64url of 32 bytes; the server keeps its hash. */
const recoveryAuth = bits256;

/** POST /api/accounts/start */
export const signUpStartRequest = z.strictObject({
  handle,
  registrationRequest: opaqueMessage,
  accessRequest: opaqueMessage,
});
export const signUpStartResponse = z.object({
  attemptId: randomId,
  ownerId: randomId,
  registrationResponse: opaqueMessage,
  accessResponse: opaqueMessage,
});

/** POST /api/accounts/finish, answered 201 {} */
export const signUpFinishRequest = z.strictObject({
  attemptId: randomId,
  registrationRecord: opaqueMessage,
  accessRecord: opaqueMessage,
  passphraseSlot: slot,
  recoverySlot: slot,
  recoveryAuth,
});

/** POST /api/sign-in/start; the attempt can be finished once, within 60 seconds. */
export const signInStartRequest = z.strictObject({ handle, startLoginRequest: opaqueMessage });
export const signInStartResponse = z.object({ attemptId: randomId, loginResponse: opaqueMessage });
/**
 * POST /api/auth/callback/credentials, next-auth's own address: 200 and the session's cookie, or signed_out. `accessSetup`: for
 * an account without a record for access, what sets one (lib/wire/access.ts).
 * POST /api/auth/signout with {} is answered 200 {}: it ends every session of the account, on every device.
 * Neither needs a csrf token: like every write they are refused from another origin.
 */
export const signInFinish = z.object({ attemptId: randomId, finishLoginRequest: opaqueMessage });

export const signInResponse = z.object({ accessSetup: z.nullable(randomId) });

/** GET /api/session */
export const sessionResponse = z.object({ ownerId: randomId, handle, passphraseSlot: slot });
export type SessionResponse = z.infer<typeof sessionResponse>;

/** A document as the server holds it, whoever wrote it there, in base64url. */
const documentText = z.object({ name: blindName, version, sealed: z.string() });
export type DocumentText = z.infer<typeof documentText>;

/** POST /api/recovery/open: the code's proof buys the sealed slot and documents, nothing readable. */
export const recoveryOpenRequest = z.strictObject({ handle, recoveryAuth });
export const recoveryOpenResponse = z.object({
  ownerId: randomId,
  recoverySlot: slot,
  documents: z.array(documentText),
});

/** POST /api/recovery/start: registers the new passphrase under the same owner. */
export const recoveryStartRequest = z.strictObject({
  handle,
  recoveryAuth,
  registrationRequest: opaqueMessage,
  accessRequest: opaqueMessage,
});
export const recoveryStartResponse = z.object({
  attemptId: randomId,
  registrationResponse: opaqueMessage,
  accessResponse: opaqueMessage,
});

/** The header of `finish` that names its attempt, so that the server knows it before it reads the body, which may be large. */
export const ATTEMPT_HEADER = "stile-attempt";

/**
 * POST /api/recovery/finish: in one transaction the new records, slots and code replace the old, every document is
 * replaced by the same one sealed anew, and every other session ends. `replaces` is what `open` answered: when it no
 * longer matches, `conflict` and nothing is written.
 */
export const recoveryFinishRequest = z.strictObject({
  handle,
  recoveryAuth,
  registrationRecord: opaqueMessage,
  accessRecord: opaqueMessage,
  passphraseSlot: slot,
  recoverySlot: slot,
  newRecoveryAuth: recoveryAuth,
  documents: z
    .array(z.extend(documentText, { sealed: sealedText(MAX_DOCUMENT_BYTES) }))
    .check(z.maxLength(MAX_DOCUMENTS)),
  replaces: z.array(z.pick(documentText, { name: true, version: true })).check(z.maxLength(MAX_DOCUMENTS)),
});
