import type * as z from "zod/mini";
import { blindName, openVaultDocument, type VaultKey } from "@/lib/crypto";
import type { Unsent } from "./device-store";
import { sealDocument, sealedBody } from "./sealed-documents";

/*
 * Records that rest on the device alone: sealed in the envelope of a document, under a name that no document of a vault has. So
 * what opens all that waits leaves them to whoever knows the name, and a recovery seals them anew with the rest.
 */

/** Whose records they are, and what seals them. */
export type RecordOwner = { readonly ownerId: string; readonly key: VaultKey };

/** Seals a record. `tab`: the tab that keeps it, where each keeps its own. */
export async function sealRecord(
  { ownerId: owner, key }: RecordOwner,
  name: string,
  document: object,
  tab?: string,
): Promise<Unsent> {
  const body: z.input<typeof sealedBody> = { document, seen: {} };
  const sealed = await sealDocument(key, { owner, name, version: 1 }, body);
  return { owner, name: recordName(key, name, tab), baseVersion: 0, sealed };
}

/** What a record is called on the device. */
export const recordName = (key: VaultKey, name: string, tab?: string): string =>
  [blindName(key, name), ...(tab === undefined ? [] : [tab])].join(".");

/**
 * Opens a record whose name begins with `prefix`; null for any other. `name` is what follows that; `document` is not checked: give
 * it to a schema.
 */
export async function openRecord(
  { ownerId: owner, key }: RecordOwner,
  prefix: string,
  { name: keptAs, sealed }: Unsent,
): Promise<{ name: string; document: unknown } | null> {
  const [blindedName = ""] = keptAs.split(".");
  const opened = await openVaultDocument(key, { owner, blindedName, atLeast: 0 }, sealed);
  if (!opened.ok || !opened.name.startsWith(prefix)) return null;
  const body = sealedBody.safeParse(opened.body);
  return { name: opened.name.slice(prefix.length), document: body.data?.document };
}
