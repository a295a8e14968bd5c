/*
 * In place of what age needs for two kinds of recipients alone, hardware keys (P-256) and post-quantum ones (next.config.js). What is
 * sealed here is sealed under a passphrase (seal.ts) or to an X25519 key (invite.ts), so none of it is called; and every start of a
 * worker would load it and make its tables. Whoever calls it after all gets a TypeError. docs/decisions/040 says why.
 */
export const MLKEM768P256 = undefined;
export const MLKEM768X25519 = undefined;
export const p256 = undefined;
