import { z } from "zod";
import {
  beginAccessRegistration,
  beginRegistration,
  blindName,
  finishAccessRegistration,
  finishRegistration,
  fromBase64Url,
  newVaultKey,
  normaliseRecoveryCode,
  openSlot,
  openVaultDocument,
  prepareAccount,
  recoveryAuth,
  recoveryKey,
  seal,
  toBase64Url,
  type VaultKey,
} from "@/lib/crypto";
import { FIXED_NAMES } from "@/lib/domain/vault/names";
import { ATTEMPT_HEADER, recoveryOpenResponse, recoveryStartResponse } from "@/lib/wire/accounts";
import { handle as handleSchema } from "@/lib/wire/primitives";
import type { StoredDocument } from "@/lib/wire/vault";
import { type Failed, failed, isPrepared, type OnStep, type OpenAccount, sealSlots, signIn } from "./account";
import type { Outcome } from "./contract";
import type { Answer, Http } from "./http";
import { sealedBody } from "./sealed-documents";

const nothing = z.object({});

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
  if (!(await isPrepared())) return { ok: false, problem: "offline" };
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

/** Whether OPAQUE is here: it is fetched when it is first needed, which fails without a network. */
const _isPrepared = (): Promise<boolean> =>
  prepareAccount().then(
    () => true,
    () => false,
  );

/**
 * Every document under the new key, each a version on; null when one of them cannot be opened. A stray, which nothing vouches
 * for, is carried over as it is: it stands in nobody's way, and is not thrown away unread.
 */
async function sealAnew(
  owner: string,
  oldKey: VaultKey,
  newKey: VaultKey,
  documents: readonly StoredDocument[],
) {
  const all = await Promise.all(
    documents.map(async (stored) => {
      const bytes = fromBase64Url(stored.sealed);
      const expected = { owner, blindedName: stored.name, atLeast: stored.version };
      return { stored, opened: bytes && (await openVaultDocument(oldKey, expected, bytes)) };
    }),
  );
  const vouchedFor = all.flatMap(({ opened }) => (opened?.ok ? namesIn(opened.body) : []));
  const known = new Set([...FIXED_NAMES, ...vouchedFor].map((name) => blindName(oldKey, name)));
  const resealed: StoredDocument[] = [];
  for (const { stored, opened } of all) {
    if (!opened?.ok) {
      if (known.has(stored.name)) return null;
      resealed.push(stored);
      continue;
    }
    const version = opened.version + 1;
    const context = { owner, kind: "vault-document", name: opened.name, version } as const;
    const sealed = toBase64Url(await seal(newKey, context, opened.body));
    resealed.push({ name: blindName(newKey, opened.name), version, sealed });
  }
  return resealed;
}

/** The documents that a body vouches for, by name. */
function namesIn(body: unknown): string[] {
  const read = sealedBody.safeParse(body);
  return read.success ? Object.keys(read.data.seen) : [];
}

const wrongCode = (answer: Extract<Answer<unknown>, { ok: false }>): Failed =>
  answer.failure === "signed_out" ? { ok: false, problem: "wrong_code" } : failed(answer);
