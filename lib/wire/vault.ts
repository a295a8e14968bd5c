import { z } from "zod";
import { MAX_DOCUMENT_BYTES } from "./limits";
import { blindName, sealedText, version } from "./primitives";

const sealed = sealedText(MAX_DOCUMENT_BYTES);

/** As the server holds it, whoever wrote it there: a document of nothing, or of anything else, must not hide the others. */
const heldText = z.string();

/** One sealed document as the server holds it. */
export const storedDocument = z.object({ name: blindName, version, sealed: heldText });
/** One as it is sent to be stored. */
export const sentDocument = storedDocument.extend({ sealed });
export type StoredDocument = z.infer<typeof storedDocument>;

/**
 * GET /api/vault/versions: what every document of one's own is called and how new it is, and the revision of one's own schedule
 * at that very moment; null while linked with nobody. So whoever reads the schedule next knows whether these documents are as
 * new as it is. With an ETag over exactly that.
 */
export const versionsResponse = z.object({
  documents: z.array(storedDocument.omit({ sealed: true })),
  sheetRevision: z.number().int().min(0).nullable(),
});
export type VaultVersions = z.infer<typeof versionsResponse>;

/** GET /api/vault: the same with every document whole, and under the same ETag. */
export const vaultResponse = versionsResponse.extend({ documents: z.array(storedDocument) });

/** GET /api/vault/[name] */
export const documentResponse = z.object({ version, sealed: heldText });

/** PUT /api/vault/[name]: stored only when the version held is `baseVersion` (0: not there yet), else `conflict`. */
export const putDocumentRequest = z.strictObject({
  baseVersion: z
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER - 1),
  sealed,
});
/** DELETE /api/vault/[name], answered {}: removed only when the version held is this one, else `conflict`. */
export const deleteDocumentRequest = z.strictObject({ version });
export const putDocumentResponse = z.object({ version });
