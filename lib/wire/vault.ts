import * as z from "zod/mini";
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
  sheetRevision: z.nullable(z.int().check(z.gte(0))),
});
export type VaultVersions = z.infer<typeof versionsResponse>;

/** What stands before the pieces: the documents that they are, and `others`, where the list of all was asked for. */
const vaultHead = z.extend(versionsResponse, { others: z._default(z.array(listed), []) });
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

type Packed<One> = {
  readonly head: { readonly documents: readonly One[] };
  readonly pieces: readonly Uint8Array[];
};

/** Whether there is a piece for each document, and no other. */
const hasAPieceEach = ({ head, pieces }: Packed<object>): boolean => head.documents.length === pieces.length;

/** The documents, each with the piece at its place. */
function withPieces<One extends object>({ head, pieces }: Packed<One>): (One & { sealed: Uint8Array })[] {
  return head.documents.map((one, at) => ({ ...one, sealed: pieces[at] ?? new Uint8Array() }));
}

/** Bytes behind a head, see packed.ts. */
const pieces = z.array(z.instanceof(Uint8Array));

/**
 * GET /api/vault: every document whole, packed behind the list of them (packed.ts), under the ETag of that list.
 * POST /api/vault/read: those of the names that are there, of one moment; with `list` also the names and versions of the `others`,
 * under the ETag of the list of all.
 */
export const vaultResponse = z.pipe(
  z.object({ head: vaultHead, pieces }).check(z.refine(hasAPieceEach)),
  z.transform((packed) => ({ ...packed.head, documents: withPieces(packed) })),
);

/** POST /api/vault/read: the names of documents, and whether what the others are called is wanted beside them. */
export const readRequest = z.strictObject({
  names: z.array(blindName).check(z.minLength(1), z.maxLength(MAX_DOCUMENTS)),
  list: z._default(z.boolean(), false),
});

/**
 * PUT /api/vault, packed, answered {}: all of them are stored as the version after `baseVersion` (0: not there yet), where each of
 * them is held in exactly that; else none is, and the answer is `conflict`.
 */
export const writeRequest = z.pipe(
  z
    .object({
      head: z.strictObject({
        documents: z
          .array(
            z.strictObject({
              name: blindName,
              baseVersion: z.int().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER - 1)),
            }),
          )
          .check(
            z.minLength(1),
            z.maxLength(MAX_WRITES),
            z.refine((documents) => new Set(documents.map(({ name }) => name)).size === documents.length),
          ),
      }),
      pieces: pieces.check(
        z.refine((all) => all.every(({ byteLength }) => byteLength > 0 && byteLength <= MAX_DOCUMENT_BYTES)),
      ),
    })
    .check(z.refine(hasAPieceEach)),
  z.transform(withPieces),
);
export type DocumentWrite = z.infer<typeof writeRequest>[number];

/** DELETE /api/vault/[name], answered {}: removed only when the version held is this one, else `conflict`. */
export const deleteDocumentRequest = z.strictObject({ version });
