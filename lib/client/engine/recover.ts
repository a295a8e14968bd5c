import * as z from "zod/mini";
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
  recoveryAuth,
  recoveryKey,
  seal,
  toBase64Url,
  type VaultKey,
} from "@/lib/crypto";
import { FIXED_NAMES } from "@/lib/domain/vault/names";
import {
  ATTEMPT_HEADER,
  type DocumentText,
  recoveryOpenResponse,
  recoveryStartResponse,
} from "@/lib/wire/accounts";
import { handle as handleSchema } from "@/lib/wire/primitives";
import { type Failed, failed, isPrepared, type OnStep, type OpenAccount, sealSlots, signIn } from "./account";
import type { Outcome } from "./contract";
import type { Device } from "./device";
import type { Answer, Http } from "./http";
import { notRead, sealDocument, sealedBody } from "./sealed-documents";

const nothing = z.object({});

/**
 * Opens the account with its recovery code and gives it a new passphrase, vault key and code. Every document is opened
 * with the old key and sealed with the new one before anything is sent, and the server swaps all of it at once or not
 * at all. A document that cannot be opened does not stop it: it is set apart, and said from then on. What waits on this device
 * is sealed anew too, and taken up at the opening: also in the place of a document that could not be read.
 */
export async function recover(
  { http, device }: { http: Http; device: Device },
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
  await sealUnsentAnew(device, ownerId, opened.vaultKey, newKey);
  return signIn(http, { handle: account.handle, passphrase: account.newPassphrase }, onStep);
}

/**
 * Every document under the new key, in the version that it has: what the documents vouch for holds on, and one that was put back
 * is found out afterwards as it was before. A known one that cannot be read is replaced by a document that says so and holds
 * what stood there. A stray, which nothing vouches for, is carried over as it is: it stands in nobody's way, and is not thrown
 * away unread.
 */
async function sealAnew(
  owner: string,
  oldKey: VaultKey,
  newKey: VaultKey,
  documents: readonly DocumentText[],
): Promise<DocumentText[]> {
  const all = await Promise.all(
    documents.map(async (stored) => {
      const bytes = fromBase64Url(stored.sealed);
      // An older one than the server says is carried over too: sealed in the version that it has, it goes on being told as older.
      const expected = { owner, blindedName: stored.name, atLeast: 0 };
      return { stored, opened: bytes && (await openVaultDocument(oldKey, expected, bytes)) };
    }),
  );
  const vouchedFor = all.flatMap(({ opened }) => (opened?.ok ? namesIn(opened.body) : []));
  const known = new Map([...FIXED_NAMES, ...vouchedFor].map((name) => [blindName(oldKey, name), name]));
  return Promise.all(
    all.map(async ({ stored, opened }) => {
      const name = opened?.ok ? opened.name : known.get(stored.name);
      // The server takes no document of nothing; one byte says as much.
      if (name === undefined) return { ...stored, sealed: stored.sealed || "AA" };
      const version = opened?.ok ? opened.version : stored.version;
      const body = opened?.ok ? readAnew(opened.body) : notRead(stored.sealed);
      const sealed = await sealDocument(newKey, { owner, name, version }, body);
      return { name: blindName(newKey, name), version: stored.version, sealed: toBase64Url(sealed) };
    }),
  );
}

/** What waits on the device, under the new key. What does not open with the old one is older still, and told as lost at the opening. */
async function sealUnsentAnew(
  device: Device,
  owner: string,
  oldKey: VaultKey,
  newKey: VaultKey,
): Promise<void> {
  for (const unsent of await device.unsentOf(owner)) {
    // A document that waits has the tab's id after its name, words of a field have none.
    const [blindedName = "", ...tab] = unsent.name.split(".");
    const opened = await openVaultDocument(oldKey, { owner, blindedName, atLeast: 0 }, unsent.sealed);
    if (!opened.ok) continue;
    const { name, version, body } = opened;
    const sealed = await seal(newKey, { owner, kind: "vault-document", name, version }, body);
    const keptAs = [blindName(newKey, name), ...tab].join(".");
    const kept = await device.keepUnsent({ ...unsent, name: keptAs, sealed });
    if (kept) await device.dropUnsent(owner, unsent.name);
  }
}

/** A body that calls no month quiet: so the first opening reads them all, and what could not be read by now is told. */
function readAnew(body: unknown): unknown {
  const read = sealedBody.safeParse(body);
  return read.success ? { document: read.data.document, seen: read.data.seen } : body;
}

/** The documents that a body vouches for, by name. */
function namesIn(body: unknown): string[] {
  const read = sealedBody.safeParse(body);
  return read.success ? Object.keys(read.data.seen) : [];
}

const wrongCode = (answer: Extract<Answer<unknown>, { ok: false }>): Failed =>
  answer.failure === "signed_out" ? { ok: false, problem: "wrong_code" } : failed(answer);
