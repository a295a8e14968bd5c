import * as z from "zod/mini";
import { blindName, openVaultDocument, type SealedBytes, seal, type VaultKey } from "@/lib/crypto";
import { openDocument } from "@/lib/domain/migrations/open";
import type { DocumentName, MonthName } from "@/lib/domain/vault/names";
import type { StoredDocument } from "@/lib/wire/vault";
import { kindOfName } from "./held-document";

/** The recent document is never smaller, before it is sealed: one edit looks like some twenty. */
export const RECENT_BYTES = 8 * 1024;

/**
 * What is sealed: the document, and the versions of the others as the server had confirmed them. A host that puts one
 * document back to an older version, or leaves one out, is contradicted by all the others. [Note: Witnesses] `quiet`: of these the
 * months that an opening can do without, as they are in those versions. [Note: Quiet months]
 */
export const sealedBody = z.object({
  document: z.unknown(),
  seen: z.record(z.string(), z.number()),
  quiet: z._default(z.array(z.string()), []),
});
/** What a document says of the others. */
export type Witness = { readonly seen: Versions; readonly quiet: readonly MonthName[] };

/** What recovery puts in the place of a document that it could not read: what stood there, as it was sealed. */
const notReadDocument = z.strictObject({ notRead: z.string() });

/** The longest that is held so, in characters: what does not fit into a document any more can be read by nobody anyway. */
const NOT_READ_LENGTH = 3 * 1024 * 1024;

/** The body of a document that takes the place of one that recovery could not read. `sealed`: what stood there. */
export function notRead(sealed: string): z.input<typeof sealedBody> {
  const document: z.infer<typeof notReadDocument> = { notRead: sealed.slice(0, NOT_READ_LENGTH) };
  return { document, seen: {} };
}

/** Seals the body of a document. */
export const sealDocument = (
  key: VaultKey,
  context: { owner: string; name: string; version: number },
  body: unknown,
): Promise<SealedBytes> =>
  seal(
    key,
    { ...context, kind: "vault-document" },
    body,
    context.name === "recent" ? { minBytes: RECENT_BYTES } : {},
  );

/** Versions of documents, by name, that something vouches for. */
export type Versions = ReadonlyMap<string, number>;

/** Seals and opens one person's documents. */
export class SealedDocuments {
  /** What `blind` gave before: it is asked for every name and every stray, of which somebody may have put there many. */
  private readonly blinded = new Map<string, string>();

  constructor(
    private readonly ownerId: string,
    private readonly key: VaultKey,
  ) {}

  /** What the server calls a document. */
  blind(name: string): string {
    const blinded = this.blinded.get(name) ?? blindName(this.key, name);
    this.blinded.set(name, blinded);
    return blinded;
  }

  /** Seals a document, with what it says of the others. */
  seal(
    name: DocumentName,
    version: number,
    document: object,
    { seen, quiet }: Witness,
  ): Promise<SealedBytes> {
    const body: z.input<typeof sealedBody> = {
      document,
      seen: Object.fromEntries(seen),
      ...(quiet.length > 0 ? { quiet: [...quiet] } : {}),
    };
    return sealDocument(this.key, { owner: this.ownerId, name, version }, body);
  }

  /**
   * Opens a stored document and takes it to the newest shape, or says why that cannot be done. `foreign`: no seal of this key is
   * on it, so that nothing of its owner's can be in it; what was moved, or is of a newer program, is not.
   */
  async open(stored: StoredDocument) {
    const expected = { owner: this.ownerId, blindedName: stored.name, atLeast: stored.version };
    const opened = await openVaultDocument(this.key, expected, stored.sealed);
    if (!opened.ok) {
      const problem = opened.reason === "older_than_seen" ? "older_than_seen" : "cannot_open";
      return { ok: false, problem, foreign: opened.reason === "cannot_open" } as const;
    }
    const body = sealedBody.safeParse(opened.body);
    const kind = kindOfName(opened.name);
    // The version that the server says must be the one that was sealed in.
    if (!body.success || opened.version !== stored.version)
      return { ok: false, problem: "cannot_open", foreign: false } as const;
    if (!kind) return { ok: false, problem: "newer_program", foreign: false } as const;
    if (notReadDocument.safeParse(body.data.document).success)
      return { ok: false, problem: "not_recovered", foreign: false } as const;
    const document = openDocument(kind, body.data.document);
    if (!document.ok) {
      const problem = document.reason === "newer_than_this_program" ? "newer_program" : "cannot_open";
      return { ok: false, problem, foreign: false } as const;
    }
    const name = opened.name as DocumentName; // kindOfName knows it
    const { seen, quiet } = body.data;
    return { ok: true, name, document: document.document, seen, quiet } as const;
  }
}
