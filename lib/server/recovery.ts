import "server-only";
import { timingSafeEqual } from "node:crypto";
import type * as z from "zod/mini";
import {
  ATTEMPT_HEADER,
  type recoveryFinishRequest,
  type recoveryOpenRequest,
  type recoveryOpenResponse,
  type recoveryStartRequest,
  type recoveryStartResponse,
} from "@/lib/wire/accounts";
import { randomId } from "@/lib/wire/primitives";
import { answerAccessRegistration, checkAccessRecord } from "./access";
import { beginAttempt, takeAttempt } from "./attempts";
import { fromText, sha256, toText } from "./bytes";
import { db, type Queries, transact } from "./db";
import { AppError } from "./errors";
import { countProven, countRecovery } from "./limits";
import { answerRegistration, checkRecord } from "./opaque";
import { MAX_VERSION } from "./vault";

/** How many documents go into one statement, so that a large vault does not become one huge message to the database. */
const DOCUMENTS_AT_ONCE = 16;
/** Writing a whole vault anew may take longer than other transactions, milliseconds. */
const REKEY_TIMEOUT_MS = 30_000;

/** Compared with when nobody has the handle, so that this takes the same. It is no hash of anything. */
const NOBODY = { id: "", epoch: 0, recoveryAuthHash: "-".repeat(43) };

/**
 * Whose recovery code this proves. Throws `signed_out` for a wrong code and an unknown handle alike, `too_many` for a
 * flood of this handle from this address.
 */
async function proven(handle: string, recoveryAuth: string, address: string) {
  await countRecovery(handle, address);
  const user =
    (await db().user.findUnique({
      where: { handle },
      select: { id: true, epoch: true, recoveryAuthHash: true },
    })) ?? NOBODY;
  const given = Buffer.from(sha256(recoveryAuth));
  if (!timingSafeEqual(given, Buffer.from(user.recoveryAuthHash))) throw new AppError("signed_out");
  return user;
}

/** What the code buys: the sealed slot and documents. */
export async function openRecovery(
  { handle, recoveryAuth }: z.infer<typeof recoveryOpenRequest>,
  address: string,
): Promise<z.infer<typeof recoveryOpenResponse>> {
  const { id } = await proven(handle, recoveryAuth, address);
  const user = await db().user.findUnique({
    where: { id },
    select: { recoverySlot: true, documents: { select: { name: true, version: true, sealed: true } } },
  });
  if (user === null) throw new AppError("signed_out");
  return {
    ownerId: id,
    recoverySlot: toText(user.recoverySlot),
    documents: user.documents.map(({ name, version, sealed }) => ({ name, version, sealed: toText(sealed) })),
  };
}

/** Begins the registration of a new passphrase under the same owner. Throws like `proven`. */
export async function startRecovery(
  { handle, recoveryAuth, registrationRequest, accessRequest }: z.infer<typeof recoveryStartRequest>,
  address: string,
): Promise<z.infer<typeof recoveryStartResponse>> {
  const { id, epoch } = await proven(handle, recoveryAuth, address);
  await countProven("recoveryStart", { id, epoch });
  const registrationResponse = await answerRegistration(id, registrationRequest);
  const accessResponse = await answerAccessRegistration(id, accessRequest);
  const attemptId = await beginAttempt("recovery", { userId: id, handle, state: "" });
  return { attemptId, registrationResponse, accessResponse };
}

/**
 * Takes the attempt that a request's header names, before a byte of its body is read: a body may be large, and is taken once
 * from somebody who proved a code. Returns whose attempt it is; throws `bad_request` when it is unknown, spent or too old.
 */
export async function takeRecovery(request: Request): Promise<string> {
  const id = randomId.safeParse(request.headers.get(ATTEMPT_HEADER));
  const begun = id.success ? await takeAttempt("recovery", id.data) : null;
  if (begun?.userId == null) throw new AppError("bad_request");
  return begun.userId;
}

/**
 * Replaces passphrase, code, slots and every document at once, and ends every session. Throws `conflict` when what is
 * stored is not what the person read, `bad_request` when the attempt is another's or the documents are not as many as
 * before; nothing is written then.
 * @param owner whose attempt was taken
 */
export async function finishRecovery(
  owner: string,
  given: z.infer<typeof recoveryFinishRequest>,
  address: string,
): Promise<void> {
  const documents = given.documents.map(({ name, version, sealed }) => ({
    name,
    version,
    sealed: fromText(sealed),
  }));
  const user = await proven(given.handle, given.recoveryAuth, address);
  if (documents.length !== given.replaces.length || !areDistinct(documents) || !areDistinct(given.replaces)) {
    throw new AppError("bad_request");
  }
  if (documents.some(({ version }) => version > MAX_VERSION)) throw new AppError("bad_request");
  if (owner !== user.id) throw new AppError("bad_request");
  await checkRecord(user.id, given.registrationRecord);
  await checkAccessRecord(user.id, given.accessRecord);

  await transact(
    async (tx) => {
      // Held from here on: a write to the vault under the old session waits for this row, and then finds it changed.
      const { count } = await tx.user.updateMany({
        where: { id: user.id, epoch: user.epoch, recoveryAuthHash: user.recoveryAuthHash },
        data: {
          registrationRecord: given.registrationRecord,
          accessRecord: given.accessRecord,
          passphraseSlot: fromText(given.passphraseSlot),
          recoverySlot: fromText(given.recoverySlot),
          recoveryAuthHash: sha256(given.newRecoveryAuth),
          epoch: { increment: 1 },
        },
      });
      if (count === 0) throw new AppError("conflict");
      await replaceDocuments(tx, user.id, given.replaces, documents);
      await tx.loginAttempt.deleteMany({ where: { userId: user.id } });
      await tx.accessToken.deleteMany({ where: { ownerId: user.id } });
      await tx.keyHalf.deleteMany({ where: { ownerId: user.id } });
    },
    { timeout: REKEY_TIMEOUT_MS },
  );
}

type Name = { name: string; version: number };

/**
 * What is compared is what the deletion itself took away: on PostgreSQL another writer might change a row between a look
 * and the deletion.
 */
async function replaceDocuments(
  tx: Queries,
  ownerId: string,
  expected: Name[],
  documents: (Name & { sealed: Uint8Array<ArrayBuffer> })[],
): Promise<void> {
  const removed = await tx.$queryRaw<Name[]>`
    DELETE FROM "VaultDocument" WHERE "ownerId" = ${ownerId} RETURNING "name", "version"`;
  const versions = new Map(removed.map(({ name, version }) => [name, Number(version)]));
  const same =
    versions.size === expected.length &&
    expected.every(({ name, version }) => versions.get(name) === version);
  if (!same) throw new AppError("conflict");
  for (let start = 0; start < documents.length; start += DOCUMENTS_AT_ONCE) {
    const some = documents.slice(start, start + DOCUMENTS_AT_ONCE);
    await tx.vaultDocument.createMany({ data: some.map((document) => ({ ownerId, ...document })) });
  }
}

function areDistinct(names: { name: string }[]): boolean {
  return new Set(names.map(({ name }) => name)).size === names.length;
}
