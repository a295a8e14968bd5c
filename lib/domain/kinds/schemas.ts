import * as z from "zod/mini";
import type { KindDefinition } from "../kind/definition";
import { itemSchema, pageItemSchema } from "../kind/schema";
import { type AnyItem, KINDS, type Kind, type PageItemOf } from ".";
import { KIND_NAMES, monthlyBy } from "./places";

/*
 * The schemas of all kinds. Each is made from its definition, and so is its type (kind/item.ts), which a schema that is put
 * together from data cannot give: kinds.test.ts holds the two together.
 */

/** Anything that can be recorded. Private until its `share` says otherwise. */
export const anyItem = items(() => true);
/** What is kept in the document of all entries. */
export const entryItem = items((kind) => monthlyBy(kind) === undefined);
/** What is kept in a document for each month. */
export const monthlyItem = items((kind) => monthlyBy(kind) !== undefined);

/** Anything that can stand on a page. */
export const pageItem = oneOf(
  pageItemSchema,
  () => true,
) as z.ZodMiniType<unknown> as z.ZodMiniType<PageItemOf>;

function items(which: (kind: Kind) => boolean): z.ZodMiniType<AnyItem> {
  return oneOf(itemSchema, which) as z.ZodMiniType<unknown> as z.ZodMiniType<AnyItem>;
}

function oneOf(
  make: (kind: string, definition: KindDefinition) => z.ZodMiniObject,
  which: (kind: Kind) => boolean,
) {
  const [first, ...others] = KIND_NAMES.filter(which).map((kind) => make(kind, KINDS[kind]));
  if (!first) throw new Error("There is no such kind");
  return z.discriminatedUnion("kind", [first, ...others]);
}
