import { fromBase64Url } from "./base64url";
import { type Brand, deriveSlotKey, type SlotKey } from "./keys";
import { asTyped, normalisePassphrase } from "./passphrase";

/**
 * What an account's registration was made with. A registration made with one suite cannot be used with another: the
 * library would only say "wrong passphrase". So the library's version is pinned and the figures below are written
 * out, though they are its defaults, and a change of either is a change of this id.
 */
export const SUITE = "opaque-ke/ristretto255/argon2id-m65536-t3-p4/v1";

/** RFC 9106's second recommended setting: 64 MiB, about half a second on an ordinary computer. */
const KEY_STRETCHING = { "argon2id-custom": { memory: 65536, iterations: 3, parallelism: 4 } };

/** A registration that waits for the server's answer. Holds the passphrase: keep it in memory, and only till then. */
export type Registration = Brand<{ passphrase: string; state: string; request: string }, "Registration">;
/** A sign-in that waits for the server's answer. As above. */
export type SignIn = Brand<{ passphrase: string; state: string; request: string }, "SignIn">;

export type RegistrationFinished =
  | { ok: true; registrationRecord: string; slotKey: SlotKey }
  | { ok: false; reason: "malformed" };

export type SignInFinished =
  | { ok: true; finishLoginRequest: string; slotKey: SlotKey }
  | { ok: false; reason: "wrong_passphrase" | "malformed" };

/** The library, once it is asked for: its promise is kept, so that whoever asks again waits for nothing. */
let loaded: ReturnType<typeof load> | null = null;

async function load() {
  const { client, ready } = await import("@serenity-kit/opaque");
  await ready;
  return client;
}

/** Fetched when an account is first dealt with: 430 KB of WebAssembly that nobody else needs. Where that fails, it is tried anew. */
export function opaqueClient(): ReturnType<typeof load> {
  loaded ??= load().catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

/** Fetches what the functions below need, so that it is there by the time a passphrase is typed. May be left out. */
export async function prepareAccount(): Promise<void> {
  await opaqueClient();
}

/** Begins to register a passphrase, at sign-up, at recovery or for a change. Send `request` to the server. */
export async function beginRegistration(passphrase: string): Promise<Registration> {
  const client = await opaqueClient();
  const password = normalisePassphrase(passphrase);
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  return {
    passphrase: password,
    state: clientRegistrationState,
    request: registrationRequest,
  } as Registration;
}

/**
 * Ends a registration with the server's answer: the record to send back, and the key for the passphrase slot. Derives
 * a key, so it blocks its thread for about half a second. `malformed`: the server's answer was no OPAQUE message.
 */
export async function finishRegistration(
  begun: Registration,
  registrationResponse: string,
): Promise<RegistrationFinished> {
  const client = await opaqueClient();
  const finished = readingAnswer(() =>
    client.finishRegistration({
      password: begun.passphrase,
      clientRegistrationState: begun.state,
      registrationResponse,
      keyStretching: KEY_STRETCHING,
    }),
  );
  if (!finished.done) return { ok: false, reason: "malformed" };
  const { registrationRecord, exportKey } = finished.result;
  return { ok: true, registrationRecord, slotKey: slotKey(exportKey) };
}

/**
 * Begins to sign in. Send `request` to the server.
 * @param spelling one that `signInSpellings` gave, or a passphrase as it was typed
 */
export async function beginSignIn(spelling: string): Promise<SignIn> {
  const client = await opaqueClient();
  const password = asTyped(spelling);
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  return { passphrase: password, state: clientLoginState, request: startLoginRequest } as SignIn;
}

/**
 * Ends a sign-in with the server's answer: the proof to send back, and the key of the passphrase slot. Blocks as above.
 * `wrong_passphrase` also stands for a handle that the server does not know: the two cannot be told apart here.
 * `malformed`: the server's answer was no OPAQUE message.
 */
export async function finishSignIn(begun: SignIn, loginResponse: string): Promise<SignInFinished> {
  const client = await opaqueClient();
  const finished = readingAnswer(() =>
    client.finishLogin({
      password: begun.passphrase,
      clientLoginState: begun.state,
      loginResponse,
      keyStretching: KEY_STRETCHING,
    }),
  );
  if (!finished.done) return { ok: false, reason: "malformed" };
  if (!finished.result) return { ok: false, reason: "wrong_passphrase" };
  const { finishLoginRequest, exportKey } = finished.result;
  return { ok: true, finishLoginRequest, slotKey: slotKey(exportKey) };
}

/**
 * The library throws a plain Error for a message that it cannot read. A WebAssembly fault (no memory for the key
 * derivation, say) is no fault of the message and goes on up.
 */
export function readingAnswer<Result>(
  finish: () => Result,
): { done: true; result: Result } | { done: false } {
  try {
    return { done: true, result: finish() };
  } catch (error) {
    if (error instanceof Error && /base64 decoding failed|opaque protocol error/.test(error.message)) {
      return { done: false };
    }
    throw error;
  }
}

function slotKey(exportKey: string): SlotKey {
  const material = fromBase64Url(exportKey);
  if (!material) throw new Error("OPAQUE gave an export key that is not base64url");
  return deriveSlotKey(material);
}
