import "server-only";
import type { z } from "zod";
import { MAX_DOCUMENTS, MAX_VAULT_BYTES } from "@/lib/wire/limits";
import type {
  deleteDocumentRequest,
  documentResponse,
  putDocumentRequest,
  putDocumentResponse,
  VaultVersions,
  vaultResponse,
} from "@/lib/wire/vault";
import { fromText, intoText, sha256 } from "./bytes";
import { db, isUniqueViolation, transact } from "./db";
import { AppError } from "./errors";
import { countFlood } from "./limits";
import { type OpenClaim, openTo, refusal } from "./session";

/** What a version's column holds. A larger one was never stored. */
export const MAX_VERSION = 2 ** 31 - 1;

/** A row of the account joined with a document: without the document where there is none. */
type Row = { name: string | null; version: number | null; sealed: Uint8Array | null };

/** Every document of one's own. Throws `signed_out`, `locked`, `too_many`. */
export async function readVault(claim: OpenClaim): Promise<z.infer<typeof vaultResponse>> {
  await countFlood("read", claim);
  const { userId, epoch, access } = claim;
  const now = BigInt(Date.now());
  const rows = await db().$queryRaw<(Row & { sheetRevision: number | null })[]>`
    SELECT d."name", d."version", d."sealed", s."revision" AS "sheetRevision"
    FROM "User" u LEFT JOIN "VaultDocument" d ON d."ownerId" = u."id"
    LEFT JOIN "LinkSeat" s ON s."userId" = u."id"
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch}
      AND EXISTS (SELECT 1 FROM "AccessToken" t
      WHERE t."ownerId" = u."id" AND t."id" = ${access} AND t."expiresAt" > ${now})`;
  const [first] = rows;
  if (first === undefined) throw await refusal(claim);
  const documents = rows.flatMap(({ name, version, sealed }) =>
    name === null || version === null || sealed === null ? [] : [{ name, version, sealed: intoText(sealed) }],
  );
  return { documents, sheetRevision: first.sheetRevision };
}

/** The name and version of every document of one's own. Throws `signed_out`, `locked`, `too_many`. */
export async function readVersions(claim: OpenClaim): Promise<VaultVersions> {
  await countFlood("read", claim);
  const { userId, epoch, access } = claim;
  const now = BigInt(Date.now());
  const rows = await db().$queryRaw<(Omit<Row, "sealed"> & { sheetRevision: number | null })[]>`
    SELECT d."name", d."version", s."revision" AS "sheetRevision"
    FROM "User" u LEFT JOIN "VaultDocument" d ON d."ownerId" = u."id"
    LEFT JOIN "LinkSeat" s ON s."userId" = u."id"
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch}
      AND EXISTS (SELECT 1 FROM "AccessToken" t
      WHERE t."ownerId" = u."id" AND t."id" = ${access} AND t."expiresAt" > ${now})`;
  const [first] = rows;
  if (first === undefined) throw await refusal(claim);
  const documents = rows.flatMap(({ name, version }) =>
    name === null || version === null ? [] : [{ name, version }],
  );
  return { documents, sheetRevision: first.sheetRevision };
}

/** The ETag of a vault: over names, versions and the schedule's revision, in whatever order a query gave them. */
export function etagOf({ documents, sheetRevision }: VaultVersions): string {
  const lines = documents.map(({ name, version }) => `${name} ${version}`).sort();
  return `"${sha256(JSON.stringify([sheetRevision, lines]))}"`;
}

/** One document of one's own. Throws `not_found`, `signed_out`, `locked`, `too_many`. */
export async function readDocument(
  claim: OpenClaim,
  name: string,
): Promise<z.infer<typeof documentResponse>> {
  await countFlood("read", claim);
  const { userId, epoch, access } = claim;
  const now = BigInt(Date.now());
  const [row] = await db().$queryRaw<Row[]>`
    SELECT d."name", d."version", d."sealed"
    FROM "User" u LEFT JOIN "VaultDocument" d ON d."ownerId" = u."id" AND d."name" = ${name}
    WHERE u."id" = ${userId} AND u."epoch" = ${epoch}
      AND EXISTS (SELECT 1 FROM "AccessToken" t
      WHERE t."ownerId" = u."id" AND t."id" = ${access} AND t."expiresAt" > ${now})`;
  if (row === undefined) throw await refusal(claim);
  if (row.version === null || row.sealed === null) throw new AppError("not_found");
  return { version: row.version, sealed: intoText(row.sealed) };
}

/** Asked before the body is read. Throws `too_many`. */
export function allowWrite(claim: OpenClaim): Promise<void> {
  return countFlood("write", claim);
}

/**
 * Stores a document over the version it was made from. Throws `conflict` when that is not the one held, `body_too_large`
 * when the vault would hold too many documents or more than recovery could send in one request, `signed_out`, `locked`.
 */
export async function writeDocument(
  claim: OpenClaim,
  name: string,
  { baseVersion, sealed }: z.infer<typeof putDocumentRequest>,
): Promise<z.infer<typeof putDocumentResponse>> {
  const bytes = fromText(sealed);
  if (baseVersion >= MAX_VERSION) throw new AppError("conflict");
  if (baseVersion === 0) await insert(claim, name, bytes);
  else await replace(claim, name, baseVersion, bytes);
  return { version: baseVersion + 1 };
}

async function insert(claim: OpenClaim, name: string, sealed: Uint8Array<ArrayBuffer>) {
  const { userId, epoch } = claim;
  try {
    await transact(async (tx) => {
      // Changes nothing, but holds the account's row: two inserts cannot both be the last that fits, and one that meets a
      // recovery waits, and then finds its session ended.
      const held = await tx.user.updateMany({ where: openTo(claim), data: { epoch } });
      if (held.count === 0) throw await refusal(claim, tx);
      const [total] = await tx.$queryRaw<{ documents: number; bytes: number }[]>`
        SELECT COUNT(*) AS "documents", COALESCE(SUM(LENGTH("sealed")), 0) AS "bytes"
        FROM "VaultDocument" WHERE "ownerId" = ${userId}`;
      if (total === undefined || Number(total.documents) >= MAX_DOCUMENTS)
        throw new AppError("body_too_large");
      if (Number(total.bytes) + sealed.length > MAX_VAULT_BYTES) throw new AppError("body_too_large");
      await tx.vaultDocument.create({
        data: { ownerId: userId, name, version: 1, sealed },
        select: { name: true },
      });
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError("conflict") : error;
  }
}

async function replace(claim: OpenClaim, name: string, baseVersion: number, sealed: Uint8Array<ArrayBuffer>) {
  const { userId, epoch, access } = claim;
  const now = BigInt(Date.now());
  const room = MAX_VAULT_BYTES - sealed.length;
  const written = await db().$executeRaw`
    UPDATE "VaultDocument" SET "version" = ${baseVersion + 1}, "sealed" = ${sealed}
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
