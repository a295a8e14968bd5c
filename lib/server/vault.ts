import "server-only";
import { empty, join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type * as z from "zod/mini";
import { MAX_DOCUMENTS, MAX_VAULT_BYTES } from "@/lib/wire/limits";
import type {
  DocumentWrite,
  deleteDocumentRequest,
  Listed,
  SomeOfVault,
  StoredDocument,
  VaultVersions,
} from "@/lib/wire/vault";
import { sha256 } from "./bytes";
import { db, isUniqueViolation, type Queries, transact } from "./db";
import { AppError } from "./errors";
import { countFlood } from "./limits";
import { type OpenClaim, openTo, refusal } from "./session";

/** What a version's column holds. A larger one was never stored. */
export const MAX_VERSION = 2 ** 31 - 1;

/** A row of the account joined with a document: without the document where there is none. */
type Row = { name: string | null; version: number | null; sheetRevision: number | null };

/** Asked before a read, and before its body is read where it has one. Throws `too_many`. */
export function allowRead(claim: OpenClaim): Promise<void> {
  return countFlood("read", claim);
}

/** One query for all of a read. `sealed`: a column more; `which`: which documents. Throws `signed_out`, `locked`. */
async function read<More extends object>(
  claim: OpenClaim,
  { sealed, which }: { sealed: Sql; which: Sql },
): Promise<(Row & More)[]> {
  const { userId, epoch, access } = claim;
  const now = BigInt(Date.now());
  const rows = await db().$queryRaw<(Row & More)[]>`
    SELECT d."name", d."version", s."revision" AS "sheetRevision" ${sealed}
    FROM "User" u LEFT JOIN "VaultDocument" d ON d."ownerId" = u."id" ${which}
    LEFT JOIN "LinkSeat" s ON s."userId" = u."id"
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch}
      AND EXISTS (SELECT 1 FROM "AccessToken" t
      WHERE t."ownerId" = u."id" AND t."id" = ${access} AND t."expiresAt" > ${now})`;
  if (rows.length === 0) throw await refusal(claim);
  return rows;
}

/**
 * Every document of one's own; with `names`, those of them that are there, and with `list` what the others are called. Throws
 * `signed_out`, `locked`.
 */
export async function readVault(
  claim: OpenClaim,
  some?: { names: readonly string[]; list: boolean },
): Promise<SomeOfVault> {
  const isNamed = some && sql`d."name" IN (${join([...some.names])})`;
  const sealed =
    isNamed && some.list ? sql`, CASE WHEN ${isNamed} THEN d."sealed" END AS "sealed"` : sql`, d."sealed"`;
  const which = isNamed && !some.list ? sql`AND ${isNamed}` : empty;
  const rows = await read<{ sealed: Uint8Array | null }>(claim, { sealed, which });
  const documents: StoredDocument[] = [];
  const others: Listed[] = [];
  for (const { name, version, sealed } of rows) {
    if (name === null || version === null) continue;
    if (sealed === null) others.push({ name, version });
    else documents.push({ name, version, sealed });
  }
  const sheetRevision = rows[0]?.sheetRevision ?? null;
  return some?.list ? { documents, others, sheetRevision } : { documents, sheetRevision };
}

/** The name and version of every document of one's own. Throws `signed_out`, `locked`. */
export async function readVersions(claim: OpenClaim): Promise<VaultVersions> {
  const rows = await read(claim, { sealed: empty, which: empty });
  const documents = rows.flatMap(({ name, version }) =>
    name === null || version === null ? [] : [{ name, version }],
  );
  return { documents, sheetRevision: rows[0]?.sheetRevision ?? null };
}

/** The ETag of a vault: over names, versions and the schedule's revision, in whatever order a query gave them. */
export function etagOf({
  documents,
  sheetRevision,
}: Pick<SomeOfVault, "sheetRevision"> & { readonly documents: readonly Listed[] }): string {
  const lines = documents.map(({ name, version }) => `${name} ${version}`).sort();
  return `"${sha256(JSON.stringify([sheetRevision, lines]))}"`;
}

/** Asked before the body is read. Throws `too_many`. */
export function allowWrite(claim: OpenClaim): Promise<void> {
  return countFlood("write", claim);
}

/**
 * Stores documents, each over the version that it was made from: all of them, or none. Throws `conflict` when one of them is held
 * in another version, `body_too_large` when the vault would hold too many documents or more than recovery could send in one
 * request, `signed_out`, `locked`.
 */
export async function writeDocuments(claim: OpenClaim, writes: readonly DocumentWrite[]): Promise<void> {
  if (writes.some(({ baseVersion }) => baseVersion >= MAX_VERSION)) throw new AppError("conflict");
  const [only] = writes;
  if (only && writes.length === 1 && only.baseVersion > 0) return replaceOne(claim, only);
  const { epoch } = claim;
  try {
    await transact(async (tx) => {
      // Changes nothing, but holds the account's row: of two that would fill it, one is the last that fits, and one that meets a
      // recovery waits, and then finds its session ended.
      const held = await tx.user.updateMany({ where: openTo(claim), data: { epoch } });
      if (held.count === 0) throw await refusal(claim, tx);
      await requireRoom(tx, claim, writes);
      for (const write of writes) await writeOne(tx, claim, write);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError("conflict") : error;
  }
}

/** Throws `conflict` or `body_too_large` where the documents are not held as they were read, or do not fit. */
async function requireRoom(tx: Queries, { userId }: OpenClaim, writes: readonly DocumentWrite[]) {
  const rows = await tx.$queryRaw<{ name: string; version: number; bytes: number }[]>`
    SELECT "name", "version", LENGTH("sealed") AS "bytes" FROM "VaultDocument" WHERE "ownerId" = ${userId}`;
  const sizes = new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
  const versions = new Map(rows.map(({ name, version }) => [name, version]));
  for (const { name, baseVersion, sealed } of writes) {
    if ((versions.get(name) ?? 0) !== baseVersion) throw new AppError("conflict");
    sizes.set(name, sealed.byteLength);
  }
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (sizes.size > Math.max(rows.length, MAX_DOCUMENTS) || bytes > MAX_VAULT_BYTES)
    throw new AppError("body_too_large");
}

async function writeOne(tx: Queries, { userId }: OpenClaim, { name, baseVersion, sealed }: DocumentWrite) {
  const [bytes, version] = [Buffer.from(sealed), baseVersion + 1];
  if (baseVersion === 0) {
    await tx.vaultDocument.create({
      data: { ownerId: userId, name, version, sealed: bytes },
      select: { name: true },
    });
    return;
  }
  const { count } = await tx.vaultDocument.updateMany({
    where: { ownerId: userId, name, version: baseVersion },
    data: { version, sealed: bytes },
  });
  // On PostgreSQL another writer may have come between the look and this.
  if (count === 0) throw new AppError("conflict");
}

/** The same for one document that is there already, which is what most writes are: in one statement. */
async function replaceOne(claim: OpenClaim, { name, baseVersion, sealed }: DocumentWrite): Promise<void> {
  const { userId, epoch, access } = claim;
  const now = BigInt(Date.now());
  const room = MAX_VAULT_BYTES - sealed.byteLength;
  const written = await db().$executeRaw`
    UPDATE "VaultDocument" SET "version" = ${baseVersion + 1}, "sealed" = ${Buffer.from(sealed)}
    WHERE "ownerId" = ${userId} AND "name" = ${name} AND "version" = ${baseVersion}
    AND EXISTS (SELECT 1 FROM "User" u JOIN "AccessToken" t ON t."ownerId" = u."id"
      WHERE u."id" = ${userId} AND u."epoch" = ${epoch} AND t."id" = ${access} AND t."expiresAt" > ${now})
    AND ${room} >= (
      SELECT COALESCE(SUM(LENGTH(o."sealed")), 0) FROM "VaultDocument" o
      WHERE o."ownerId" = ${userId} AND o."name" <> ${name})`;
  if (written > 0) return;
  const user = await db().user.findFirst({ where: openTo(claim), select: { id: true } });
  if (user === null) throw await refusal(claim);
  const held = await db().vaultDocument.findUnique({
    where: { ownerId_name: { ownerId: userId, name } },
    select: { version: true },
  });
  throw new AppError(held?.version === baseVersion ? "body_too_large" : "conflict");
}

/** Removes a document in the version that the asker has seen. Throws `conflict`, `not_found`, `signed_out`, `locked`. */
export async function deleteDocument(
  claim: OpenClaim,
  name: string,
  { version }: z.infer<typeof deleteDocumentRequest>,
): Promise<void> {
  const { userId, epoch, access } = claim;
  if (version > MAX_VERSION) throw new AppError("conflict");
  const now = BigInt(Date.now());
  const removed = await db().$executeRaw`
    DELETE FROM "VaultDocument"
    WHERE "ownerId" = ${userId} AND "name" = ${name} AND "version" = ${version}
    AND EXISTS (SELECT 1 FROM "User" u JOIN "AccessToken" t ON t."ownerId" = u."id"
      WHERE u."id" = ${userId} AND u."epoch" = ${epoch} AND t."id" = ${access} AND t."expiresAt" > ${now})`;
  if (removed > 0) return;
  const user = await db().user.findFirst({ where: openTo(claim), select: { id: true } });
  if (user === null) throw await refusal(claim);
  const held = await db().vaultDocument.findUnique({
    where: { ownerId_name: { ownerId: userId, name } },
    select: { version: true },
  });
  throw new AppError(held === null ? "not_found" : "conflict");
}
