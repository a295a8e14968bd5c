import { z } from "zod";
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, MAX_WRITES } from "./limits";
import { blindName, version } from "./primitives";

/** What one document is called, and how new it is. */
const listed = z.object({ name: blindName, version });
export type Listed = z.infer<typeof listed>;

/**
 * One sealed document as the server holds it, whoever wrote it there: a document of nothing, or of anything else, must not hide
 * the others.
 */
export type StoredDocument = z.infer<typeof listed> & { readonly sealed: Uint8Array };

/**
 * GET /api/vault/versions: what every document of one's own is called and how new it is, and the revision of one's own schedule
 * at that very moment; null while linked with nobody. So whoever reads the schedule next knows whether these documents are as
 * new as it is. With an ETag over exactly that.
 */
export const versionsResponse = z.object({
  documents: z.array(listed),
  sheetRevision: z.number().int().min(0).nullable(),
});
export type VaultVersions = z.infer<typeof versionsResponse>;

/** What stands before the pieces: the documents that they are, and `others`, where the list of all was asked for. */
const vaultHead = versionsResponse.extend({ others: z.array(listed).default([]) });
/** A vault, or some of it. */
export type SomeOfVault = Pick<VaultVersions, "sheetRevision"> & {
  readonly documents: readonly StoredDocument[];
  readonly others?: readonly Listed[];
};

/** A vault, or some of it, as its head and pieces. */
export const packedVault = ({ documents, ...head }: SomeOfVault) => {
  const listed = documents.map(({ name, version }) => ({ name, version }));
  return [{ documents: listed, ...head }, documents.map(({ sealed }) => sealed)] as const;
};

/** Gives each of a list the piece at its place. One more or less of them is no answer. */
function withPieces<One extends object>(
  documents: readonly One[],
  pieces: readonly Uint8Array[],
  context: z.RefinementCtx,
): (One & { sealed: Uint8Array })[] {
  if (documents.length !== pieces.length) context.addIssue("As many pieces as documents were expected");
  return documents.map((one, at) => ({ ...one, sealed: pieces[at] ?? new Uint8Array() }));
}

/** Bytes behind a head, see packed.ts. */
const pieces = z.array(z.instanceof(Uint8Array));

/**
 * GET /api/vault: every document whole, packed behind the list of them (packed.ts), under the ETag of that list.
 * POST /api/vault/read: those of the names that are there, of one moment; with `list` also the names and versions of the `others`,
 * under the ETag of the list of all.
 */
export const vaultResponse = z.object({ head: vaultHead, pieces }).transform(({ head, pieces }, context) => ({
  ...head,
  documents: withPieces(head.documents, pieces, context),
}));

/** POST /api/vault/read: the names of documents, and whether what the others are called is wanted beside them. */
export const readRequest = z.strictObject({
  names: z.array(blindName).min(1).max(MAX_DOCUMENTS),
  list: z.boolean().default(false),
});

/**
 * PUT /api/vault, packed, answered {}: all of them are stored as the version after `baseVersion` (0: not there yet), where each of
 * them is held in exactly that; else none is, and the answer is `conflict`.
 */
export const writeRequest = z
  .object({
    head: z.strictObject({
      documents: z
        .array(
          z.strictObject({
            name: blindName,
            baseVersion: z
              .number()
              .int()
              .min(0)
              .max(Number.MAX_SAFE_INTEGER - 1),
          }),
        )
        .min(1)
        .max(MAX_WRITES)
        .refine((documents) => new Set(documents.map(({ name }) => name)).size === documents.length),
    }),
    pieces: pieces.refine((all) =>
      all.every(({ byteLength }) => byteLength > 0 && byteLength <= MAX_DOCUMENT_BYTES),
    ),
  })
  .transform(({ head, pieces }, context) => withPieces(head.documents, pieces, context));
export type DocumentWrite = z.infer<typeof writeRequest>[number];

/** DELETE /api/vault/[name], answered {}: removed only when the version held is this one, else `conflict`. */
export const deleteDocumentRequest = z.strictObject({ version });
