import { z } from "zod";
import {
  beginAccessRegistration,
  beginRegistration,
  beginSignIn,
  blindName,
  finishAccessRegistration,
  finishRegistration,
  finishSignIn,
  fromBase64Url,
  newVaultKey,
  normaliseRecoveryCode,
  openSlot,
  openVaultDocument,
  type RecoveryCode,
  randomWords,
  recoveryAuth,
  recoveryKey,
  type SlotKey,
  seal,
  sealSlot,
  toBase64Url,
  type VaultKey,
} from "@/lib/crypto";
import {
  ATTEMPT_HEADER,
  recoveryOpenResponse,
  recoveryStartResponse,
  sessionResponse,
  signInResponse,
  signInStartResponse,
  signUpStartResponse,
} from "@/lib/wire/accounts";
import { handle as handleSchema } from "@/lib/wire/primitives";
import type { StoredDocument } from "@/lib/wire/vault";
import { setUpAccess } from "./access";
import type { Outcome, Step } from "./contract";
import { type Answer, type Http, problemOf } from "./http";

const nothing = z.object({});

export type OpenAccount = { ownerId: string; handle: string; key: VaultKey };
type OnStep = (step: Step) => void;
type Failed = { ok: false; problem: Extract<Outcome, { ok: false }>["problem"] };

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

/** Makes an account and signs in to it. The recovery code has been shown and typed back before. */
export async function signUp(
  http: Http,
  account: { handle: string; passphrase: string; recoveryCode: string },
  onStep: OnStep,
): Promise<Outcome<{ account: OpenAccount }>> {
  const handle = handleSchema.safeParse(account.handle);
  if (!handle.success) return { ok: false, problem: "bad_handle" };
  const code = normaliseRecoveryCode(account.recoveryCode);
  if (!code) return { ok: false, problem: "wrong_code" };

  onStep("contacting");
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
  if (!started.ok) return failed(started);
  onStep("derivingKey");
  const finished = await finishRegistration(registration, started.data.registrationResponse);
  const accessRecord = await finishAccessRegistration(access, started.data.accessResponse);
  if (!finished.ok || accessRecord === null) return { ok: false, problem: "server" };
  const slots = await sealSlots(started.data.ownerId, key, finished.slotKey, code);
  const made = await http("/api/accounts/finish", {
    method: "POST",
    body: {
      attemptId: started.data.attemptId,
      registrationRecord: finished.registrationRecord,
      accessRecord,
      ...slots,
      recoveryAuth: recoveryAuth(code),
    },
    answer: nothing,
  });
  if (!made.ok) return failed(made);
  return signIn(http, account, onStep);
}

/** Signs in and opens the passphrase slot. */
export async function signIn(
  http: Http,
  account: { handle: string; passphrase: string },
  onStep: OnStep,
): Promise<Outcome<{ account: OpenAccount }>> {
  const handle = handleSchema.safeParse(account.handle);
  // A handle that nobody can have gets the answer of a wrong passphrase, as an unknown one does.
  if (!handle.success) return { ok: false, problem: "wrong_passphrase" };

  onStep("contacting");
  const begun = await beginSignIn(account.passphrase);
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
  if (!session.ok) return failed(session);
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

/**
 * Opens the account with its recovery code and gives it a new passphrase, vault key and code. Every document is opened
 * with the old key and sealed with the new one before anything is sent, and the server swaps all of it at once or not
 * at all. A document that cannot be opened stops it: nothing is left behind unread.
 */
export async function recover(
  http: Http,
  account: { handle: string; code: string; newPassphrase: string; newCode: string },
  onStep: OnStep,
): Promise<Outcome<{ account: OpenAccount }>> {
  const handle = handleSchema.safeParse(account.handle);
  const code = normaliseRecoveryCode(account.code);
  const newCode = normaliseRecoveryCode(account.newCode);
  if (!handle.success || !code || !newCode) return { ok: false, problem: "wrong_code" };
  const proof = { handle: handle.data, recoveryAuth: recoveryAuth(code) };

  onStep("contacting");
  const held = await http("/api/recovery/open", {
    method: "POST",
    body: proof,
    answer: recoveryOpenResponse,
  });
  if (!held.ok) return wrongCode(held);
  const { ownerId, recoverySlot, documents } = held.data;
  const slot = fromBase64Url(recoverySlot);
  const opened = slot && (await openSlot({ name: "recovery", key: recoveryKey(code) }, ownerId, slot));
  if (!opened?.ok) return { ok: false, problem: "cannot_open" };

  const registration = await beginRegistration(account.newPassphrase);
  const newKey = newVaultKey();
  const access = await beginAccessRegistration(newKey);
  const started = await http("/api/recovery/start", {
    method: "POST",
    body: { ...proof, registrationRequest: registration.request, accessRequest: access.request },
    answer: recoveryStartResponse,
  });
  if (!started.ok) return wrongCode(started);
  onStep("derivingKey");
  const finished = await finishRegistration(registration, started.data.registrationResponse);
  const accessRecord = await finishAccessRegistration(access, started.data.accessResponse);
  if (!finished.ok || accessRecord === null) return { ok: false, problem: "server" };

  onStep("opening");
  const resealed = await sealAnew(ownerId, opened.vaultKey, newKey, documents);
  if (!resealed) return { ok: false, problem: "cannot_open" };
  const swapped = await http("/api/recovery/finish", {
    method: "POST",
    headers: { [ATTEMPT_HEADER]: started.data.attemptId },
    body: {
      ...proof,
      registrationRecord: finished.registrationRecord,
      accessRecord,
      ...(await sealSlots(ownerId, newKey, finished.slotKey, newCode)),
      newRecoveryAuth: recoveryAuth(newCode),
      documents: resealed,
      replaces: documents.map(({ name, version }) => ({ name, version })),
    },
    answer: nothing,
  });
  if (!swapped.ok) return wrongCode(swapped);
  return signIn(http, { handle: account.handle, passphrase: account.newPassphrase }, onStep);
}

async function sealSlots(ownerId: string, key: VaultKey, slotKey: SlotKey, code: RecoveryCode) {
  const [passphraseSlot, recoverySlot] = await Promise.all([
    sealSlot({ name: "passphrase", key: slotKey }, ownerId, key),
    sealSlot({ name: "recovery", key: recoveryKey(code) }, ownerId, key),
  ]);
  return { passphraseSlot: toBase64Url(passphraseSlot), recoverySlot: toBase64Url(recoverySlot) };
}

/** Every document under the new key, each a version on; null when one of them cannot be opened. */
async function sealAnew(
  owner: string,
  oldKey: VaultKey,
  newKey: VaultKey,
  documents: readonly StoredDocument[],
) {
  const resealed: StoredDocument[] = [];
  for (const stored of documents) {
    const bytes = fromBase64Url(stored.sealed);
    const expected = { owner, blindedName: stored.name, atLeast: stored.version };
    const opened = bytes && (await openVaultDocument(oldKey, expected, bytes));
    if (!opened?.ok) return null;
    const version = opened.version + 1;
    const context = { owner, kind: "vault-document", name: opened.name, version } as const;
    const sealed = toBase64Url(await seal(newKey, context, opened.body));
    resealed.push({ name: blindName(newKey, opened.name), version, sealed });
  }
  return resealed;
}

const failed = (answer: Extract<Answer<unknown>, { ok: false }>): Failed => ({
  ok: false,
  problem: problemOf(answer.failure),
});

const wrongCode = (answer: Extract<Answer<unknown>, { ok: false }>): Failed =>
  answer.failure === "signed_out" ? { ok: false, problem: "wrong_code" } : failed(answer);
