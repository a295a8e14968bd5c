import { opaqueClient, readingAnswer } from "./account";
import { toBase64Url } from "./base64url";
import { type Brand, derive, keyBytes, type VaultKey } from "./keys";

/*
 * Proof that a vault is open: OPAQUE once more, with a secret derived from the vault key in the place of a passphrase. Each
 * exchange is worth something once, and what the server keeps of it lets nobody prove anything.
 */

/**
 * As little stretching as the library takes: there is nothing to guess about 256 random bits. Pinned like that of a
 * passphrase: a record made with other figures cannot be proven against.
 */
const KEY_STRETCHING = { "argon2id-custom": { memory: 8, iterations: 1, parallelism: 1 } };

/** A registration of access that waits for the server's answer. */
export type AccessRegistration = Brand<
  { secret: string; state: string; request: string },
  "AccessRegistration"
>;
/** A proof of access that waits for the server's answer. */
export type AccessProof = Brand<{ secret: string; state: string; request: string }, "AccessProof">;

const secretOf = (key: VaultKey) => toBase64Url(derive(keyBytes(key), "access"));

/** Begins to register what proves that this vault is open. Send `request` to the server. */
export async function beginAccessRegistration(key: VaultKey): Promise<AccessRegistration> {
  const client = await opaqueClient();
  const secret = secretOf(key);
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password: secret });
  return { secret, state: clientRegistrationState, request: registrationRequest } as AccessRegistration;
}

/** Ends it with the server's answer: the record to send back; null when that was no OPAQUE message. */
export async function finishAccessRegistration(
  begun: AccessRegistration,
  registrationResponse: string,
): Promise<string | null> {
  const client = await opaqueClient();
  const finished = readingAnswer(() =>
    client.finishRegistration({
      password: begun.secret,
      clientRegistrationState: begun.state,
      registrationResponse,
      keyStretching: KEY_STRETCHING,
    }),
  );
  return finished.done ? finished.result.registrationRecord : null;
}

/** Begins to prove that this vault is open. Send `request` to the server. */
export async function beginAccess(key: VaultKey): Promise<AccessProof> {
  const client = await opaqueClient();
  const secret = secretOf(key);
  const { clientLoginState, startLoginRequest } = client.startLogin({ password: secret });
  return { secret, state: clientLoginState, request: startLoginRequest } as AccessProof;
}

/**
 * Ends it with the server's answer: the proof to send back. `refused`: the account is opened with another key by now, or
 * can not be yet. `malformed`: the answer was no OPAQUE message.
 */
export async function finishAccess(
  begun: AccessProof,
  loginResponse: string,
): Promise<{ ok: true; finishLoginRequest: string } | { ok: false; reason: "refused" | "malformed" }> {
  const client = await opaqueClient();
  const finished = readingAnswer(() =>
    client.finishLogin({
      password: begun.secret,
      clientLoginState: begun.state,
      loginResponse,
      keyStretching: KEY_STRETCHING,
    }),
  );
  if (!finished.done) return { ok: false, reason: "malformed" };
  return finished.result
    ? { ok: true, finishLoginRequest: finished.result.finishLoginRequest }
    : { ok: false, reason: "refused" };
}
