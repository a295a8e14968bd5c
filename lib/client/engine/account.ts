import * as z from "zod/mini";
import {
  beginAccessRegistration,
  beginRegistration,
  beginSignIn,
  finishAccessRegistration,
  finishRegistration,
  finishSignIn,
  fromBase64Url,
  newVaultKey,
  normaliseRecoveryCode,
  openSlot,
  prepareAccount,
  type RecoveryCode,
  randomWords,
  recoveryAuth,
  recoveryKey,
  type SlotKey,
  sealSlot,
  signInSpellings,
  toBase64Url,
  type VaultKey,
} from "@/lib/crypto";
import {
  sessionResponse,
  signInResponse,
  signInStartResponse,
  signUpStartResponse,
} from "@/lib/wire/accounts";
import { handle as handleSchema } from "@/lib/wire/primitives";
import { setUpAccess } from "./access";
import type { Outcome, Step } from "./contract";
import { type Answer, type Http, problemOf } from "./http";

const nothing = z.object({});

export type OpenAccount = { ownerId: string; handle: string; key: VaultKey };
export type OnStep = (step: Step) => void;
export type Failed = { ok: false; problem: Extract<Outcome, { ok: false }>["problem"] };

/** A handle that says nothing about anybody: two words and two digits. */
export function suggestHandle(): string {
  const [number] = crypto.getRandomValues(new Uint8Array(1));
  return `${randomWords(2).join("-")}-${String((number ?? 0) % 100).padStart(2, "0")}`;
}

/** Whether a typed recovery code means the same as the one that was shown. */
export function sameRecoveryCode(code: string, typed: string): boolean {
  const meant = normaliseRecoveryCode(typed);
  return meant !== null && meant === normaliseRecoveryCode(code);
}

/**
 * The account that each engine's last sign-up may have made: its last step was sent, and no answer said that the handle had
 * gone to somebody else. Known by the code too: with another code the one that was written down would open nothing.
 */
const perhapsMade = new WeakMap<Http, { handle: string; recoveryAuth: string }>();

/**
 * Makes an account and signs in to it. The recovery code has been shown and typed back before. An account that this engine
 * made itself, but for an answer that never came, is signed in to when the same handle, words and code come again.
 */
export async function signUp(
  http: Http,
  account: { handle: string; passphrase: string; recoveryCode: string },
  onStep: OnStep,
): Promise<Outcome<{ account: OpenAccount }>> {
  const handle = handleSchema.safeParse(account.handle);
  if (!handle.success) return { ok: false, problem: "bad_handle" };
  const code = normaliseRecoveryCode(account.recoveryCode);
  if (!code) return { ok: false, problem: "wrong_code" };
  const asked = { handle: handle.data, recoveryAuth: recoveryAuth(code) };

  onStep("contacting");
  if (!(await isPrepared())) return { ok: false, problem: "offline" };
  const registration = await beginRegistration(account.passphrase);
  const key = newVaultKey();
  const access = await beginAccessRegistration(key);
  const started = await http("/api/accounts/start", {
    method: "POST",
    body: {
      handle: handle.data,
      registrationRequest: registration.request,
      accessRequest: access.request,
    },
    answer: signUpStartResponse,
  });
  if (!started.ok) {
    return started.failure === "handle_taken" ? signInToOwn(http, asked, account, onStep) : failed(started);
  }
  onStep("derivingKey");
  const finished = await finishRegistration(registration, started.data.registrationResponse);
  const accessRecord = await finishAccessRegistration(access, started.data.accessResponse);
  if (!finished.ok || accessRecord === null) return { ok: false, problem: "server" };
  const slots = await sealSlots(started.data.ownerId, key, finished.slotKey, code);
  perhapsMade.set(http, asked);
  const made = await http("/api/accounts/finish", {
    method: "POST",
    body: {
      attemptId: started.data.attemptId,
      registrationRecord: finished.registrationRecord,
      accessRecord,
      ...slots,
      recoveryAuth: asked.recoveryAuth,
    },
    answer: nothing,
  });
  if (!made.ok) {
    if (made.failure === "handle_taken") perhapsMade.delete(http);
    return failed(made);
  }
  return signIn(http, account, onStep);
}

/** The handle is taken: by this very account, if this engine may have made it. Tried until there was an answer to it. */
async function signInToOwn(
  http: Http,
  asked: { handle: string; recoveryAuth: string },
  account: { handle: string; passphrase: string },
  onStep: OnStep,
): Promise<Outcome<{ account: OpenAccount }>> {
  const made = perhapsMade.get(http);
  if (made?.handle !== asked.handle || made.recoveryAuth !== asked.recoveryAuth) {
    return { ok: false, problem: "handle_taken" };
  }
  const signedIn = await signIn(http, account, onStep);
  if (signedIn.ok || signedIn.problem !== "wrong_passphrase") return signedIn;
  perhapsMade.delete(http);
  return { ok: false, problem: "handle_taken" };
}

/**
 * Signs in and opens the passphrase slot. `no_cookies`: the server signed in, and the browser kept nothing of it.
 */
export async function signIn(
  http: Http,
  account: { handle: string; passphrase: string },
  onStep: OnStep,
): Promise<Outcome<{ account: OpenAccount }>> {
  let outcome: Outcome<{ account: OpenAccount }> = { ok: false, problem: "wrong_passphrase" };
  for (const spelling of signInSpellings(account.passphrase)) {
    outcome = await signInWith(http, account.handle, spelling, onStep);
    if (outcome.ok || outcome.problem !== "wrong_passphrase") return outcome;
  }
  return outcome;
}

async function signInWith(
  http: Http,
  typedHandle: string,
  spelling: string,
  onStep: OnStep,
): Promise<Outcome<{ account: OpenAccount }>> {
  const handle = handleSchema.safeParse(typedHandle);
  // A handle that nobody can have gets the answer of a wrong passphrase, as an unknown one does.
  if (!handle.success) return { ok: false, problem: "wrong_passphrase" };

  onStep("contacting");
  if (!(await isPrepared())) return { ok: false, problem: "offline" };
  const begun = await beginSignIn(spelling);
  const started = await http("/api/sign-in/start", {
    method: "POST",
    body: { handle: handle.data, startLoginRequest: begun.request },
    answer: signInStartResponse,
  });
  if (!started.ok) return failed(started);
  onStep("derivingKey");
  const finished = await finishSignIn(begun, started.data.loginResponse);
  if (!finished.ok) {
    return { ok: false, problem: finished.reason === "malformed" ? "server" : "wrong_passphrase" };
  }
  onStep("opening");
  const signedIn = await http("/api/auth/callback/credentials", {
    method: "POST",
    body: { attemptId: started.data.attemptId, finishLoginRequest: finished.finishLoginRequest },
    answer: signInResponse,
  });
  if (!signedIn.ok) {
    return {
      ok: false,
      problem: signedIn.failure === "signed_out" ? "wrong_passphrase" : problemOf(signedIn.failure),
    };
  }
  const session = await readSession(http);
  if (!session.ok) {
    return session.failure === "signed_out" ? { ok: false, problem: "no_cookies" } : failed(session);
  }
  const { ownerId, passphraseSlot } = session.data;
  // Somebody signed in in another tab at this very moment, and the cookie is theirs.
  if (session.data.handle !== handle.data) return { ok: false, problem: "signed_out" };
  const slot = fromBase64Url(passphraseSlot);
  const opened = slot && (await openSlot({ name: "passphrase", key: finished.slotKey }, ownerId, slot));
  if (!opened?.ok) return { ok: false, problem: "cannot_open" };
  const key = opened.vaultKey;
  const attemptId = signedIn.data.accessSetup;
  const ready = attemptId === null ? null : await setUpAccess(http, { ownerId, key, attemptId });
  if (ready !== null && !ready.ok) return failed(ready);
  return { ok: true, account: { ownerId, handle: session.data.handle, key } };
}

/** Who is signed in; `signed_out` when nobody is. */
export const readSession = (http: Http): Promise<Answer<z.infer<typeof sessionResponse>>> =>
  http("/api/session", { answer: sessionResponse });

/** Ends every session of the account. */
export const endSessions = (http: Http) => http("/api/auth/signout", { method: "POST", answer: nothing });

/** Seals the vault key into both slots. */
export async function sealSlots(ownerId: string, key: VaultKey, slotKey: SlotKey, code: RecoveryCode) {
  const [passphraseSlot, recoverySlot] = await Promise.all([
    sealSlot({ name: "passphrase", key: slotKey }, ownerId, key),
    sealSlot({ name: "recovery", key: recoveryKey(code) }, ownerId, key),
  ]);
  return { passphraseSlot: toBase64Url(passphraseSlot), recoverySlot: toBase64Url(recoverySlot) };
}

/** The outcome of a request that failed. */
export const failed = (answer: Extract<Answer<unknown>, { ok: false }>): Failed => ({
  ok: false,
  problem: problemOf(answer.failure),
});

/** Whether what signing in needs could be fetched. */
export const isPrepared = (): Promise<boolean> =>
  prepareAccount().then(
    () => true,
    () => false,
  );
