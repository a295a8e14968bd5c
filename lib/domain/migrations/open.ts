import * as z from "zod/mini";
import { PLACES } from "../kinds/places";
import { page } from "../sheet/schema";
import {
  checkInsDocument,
  entriesDocument,
  linkDocument,
  profileDocument,
  recentDocument,
  unsentDocument,
} from "../vault/schema";
import { checkInsWithSharePerPart, entriesWithSharePerPart } from "./001-a-share-for-each-part";
import { linkWithPeriod } from "./002-a-period-of-sharing";
import { profileWithLinkCopy } from "./003-a-copy-of-the-link";
import { checkInsAsItems, entriesAsItems } from "./004-one-shape-of-items";
import { pageOfItems } from "./005-a-page-of-items";

/**
 * Everything that is kept sealed, by kind: the schema of its newest version, and the steps that lead there. A step at
 * index n takes version n + 1 to n + 2. A new version adds one file NNN-name.ts, one step here, and one sealed-off
 * example of the version before it under tests/vectors/documents, which the suite asks for.
 */
export const DOCUMENT_KINDS = {
  profile: { schema: profileDocument, steps: [profileWithLinkCopy] },
  entries: { schema: entriesDocument, steps: [entriesWithSharePerPart, entriesAsItems] },
  checkIns: { schema: checkInsDocument, steps: [checkInsWithSharePerPart, checkInsAsItems] },
  link: { schema: linkDocument, steps: [linkWithPeriod] },
  recent: { schema: recentDocument, steps: [] },
  unsent: { schema: unsentDocument, steps: [] },
  page: { schema: page, steps: [pageOfItems] },
} as const satisfies Record<string, { schema: z.ZodMiniType; steps: readonly ((old: unknown) => unknown)[] }>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;
export type DocumentOf<Kind extends DocumentKind> = z.infer<(typeof DOCUMENT_KINDS)[Kind]["schema"]>;

export type Opened<Kind extends DocumentKind> =
  | { ok: true; document: DocumentOf<Kind> }
  | { ok: false; reason: "newer_than_this_program" | "not_a_document" };

const kinded = z.looseObject({ kind: z.string() });
const withItems = z.looseObject({
  items: z.union([z.array(kinded), z.record(z.string(), kinded)]),
  setAside: z.optional(z.array(z.looseObject({ item: kinded }))),
});

const withChanges = z.looseObject({ changes: z.record(z.string(), withItems) });
const unsentChange = z.looseObject({ change: withItems, base: withItems });

/** Whether a document of items holds one of a kind that this program does not know. So a new kind needs no new version. */
function hasNewerKind(document: unknown): boolean {
  const recent = withChanges.safeParse(document);
  if (recent.success) return Object.values(recent.data.changes).some(hasNewerKind);
  const unsent = unsentChange.safeParse(document);
  if (unsent.success) return [unsent.data.change, unsent.data.base].some(hasNewerKind);
  const read = withItems.safeParse(document);
  if (!read.success) return false;
  const { items, setAside = [] } = read.data;
  return [...Object.values(items), ...setAside.map(({ item }) => item)].some(
    ({ kind }) => !Object.hasOwn(PLACES, kind),
  );
}

const versioned = z.looseObject({ schema: z.int().check(z.gte(1)) });

/**
 * Takes an opened document of any released version to the newest one.
 * `newer_than_this_program`: written by a later Stile (a newer version, or an item of a kind that is not known here), so this one must not touch it. `not_a_document`: not a shape that
 * any release wrote.
 */
export function openDocument<Kind extends DocumentKind>(kind: Kind, body: unknown): Opened<Kind> {
  const { schema, steps }: { schema: z.ZodMiniType; steps: readonly ((old: unknown) => unknown)[] } =
    DOCUMENT_KINDS[kind];
  const start = versioned.safeParse(body);
  if (!start.success) return { ok: false, reason: "not_a_document" };
  const newest = steps.length + 1;
  if (start.data.schema > newest) return { ok: false, reason: "newer_than_this_program" };
  const migrated = steps
    .slice(start.data.schema - 1)
    .reduce<unknown>((document, step) => step(document), body);
  const parsed = schema.safeParse(migrated);
  if (!parsed.success) {
    return { ok: false, reason: hasNewerKind(migrated) ? "newer_than_this_program" : "not_a_document" };
  }
  return { ok: true, document: parsed.data as DocumentOf<Kind> };
}
