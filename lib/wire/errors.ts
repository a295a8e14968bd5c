import * as z from "zod/mini";

/** Every code that a route answers with. The client turns each into a sentence; none carries detail. */
export const errorCode = z.enum([
  "bad_request", // 400 not the shape this route takes
  "signed_out", // 401 no session, an ended one, or a wrong passphrase or code
  "not_allowed", // 403 from another origin
  "locked", // 403 without a token of an open vault
  "not_found", // 404 not there, or not yours: the same answer
  "method_not_allowed", // 405
  "body_timeout", // 408
  "other_account", // 409 meant for another account than the one that is signed in
  "conflict", // 409 someone else wrote first: read again
  "handle_taken", // 409
  "already_linked", // 409 one link each
  "not_linked", // 404 nobody is linked
  "invite_unknown", // 404 cancelled, or never there
  "invite_expired", // 410
  "invite_used", // 409
  "invite_own", // 409 made by the one who opens it
  "invite_open", // 409 there is an open invite already
  "body_too_large", // 413
  "wrong_content_type", // 415
  "too_many", // 429
  "server_error", // 500
  "unavailable", // 503 the database did not answer
  "storage_full", // 503 the database's disk is full
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** The one shape of every error answer. */
export const errorBody = z.object({ error: errorCode });
