/**
 * The header that names the owner whom a request is meant for. Everything personal needs it: a tab that was opened for one
 * account goes on asking when somebody else has signed in beside it, and the browser sends along whatever cookie it has.
 * Without it, or with another owner than the session's: `other_account`, before anything is read or written. Signing up, in
 * and out, recovery and `GET /api/session`, which says who is signed in, go without.
 */
export const ACCOUNT_HEADER = "stile-account";

/** The header that carries the token of an open vault (access.ts). */
export const ACCESS_HEADER = "stile-access";
