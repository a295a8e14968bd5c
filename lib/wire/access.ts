import * as z from "zod/mini";
import { idWithMac, opaqueMessage, randomId } from "./primitives";

/*
 * A session's cookie says who is there; it neither reads nor writes. That takes a token, which only an open vault gets: for a
 * proof made with a secret derived from the vault key, once more by OPAQUE, so that nothing which travels proves it twice.
 * Without a token that holds: `locked`, and the same whatever is there.
 */

/** How long a token holds at the most, milliseconds; an open tab then proves anew. So much is left after a lock that could not be told. */
export const ACCESS_LIFETIME_MS = 15 * 60_000;

/** A random id and the server's mark over it. */
export const accessToken = idWithMac;
/** The server's half of an exchange, sealed by the server for itself: so nothing of it is kept there, and nobody can fill a table. */
const attempt = z.string().check(z.minLength(16), z.maxLength(4096), z.regex(/^[A-Za-z0-9_.-]+$/));

/** POST /api/access/start, with a session; answered alike whether the account can be opened or not. */
export const accessStartRequest = z.strictObject({ startLoginRequest: opaqueMessage });
export const accessStartResponse = z.object({ attempt, loginResponse: opaqueMessage });

/** POST /api/access/finish, within 60 seconds and once: the token, or `locked`. DELETE /api/access ends the token it is sent with. */
export const accessFinishRequest = z.strictObject({ attempt, finishLoginRequest: opaqueMessage });
export const accessFinishResponse = z.object({ token: accessToken });

/**
 * POST /api/access/setup/start and /finish: for an account that has no record yet. `attemptId` is what a finished sign-in
 * answered, so that a session alone cannot set one. `conflict` when there is a record by now.
 */
export const accessSetupStartRequest = z.strictObject({
  attemptId: randomId,
  registrationRequest: opaqueMessage,
});
export const accessSetupStartResponse = z.object({
  attemptId: randomId,
  registrationResponse: opaqueMessage,
});
export const accessSetupFinishRequest = z.strictObject({ attemptId: randomId, accessRecord: opaqueMessage });
