import * as z from "zod/mini";
import { SHARED_BEFORE } from "./004-one-shape-of-items";

/*
 * A page, version 1 to 2: one list of items, each with its kind, and an answer beside the other parts. A check-in that was
 * shared goes by its day as before, but only as a tag; one that is shared from now on says nothing of its day. This file is frozen: it knows version 1 and
 * nothing later, the order of version 2 among it.
 */

const looseItems = z.array(z.looseObject({ answers: z.optional(z.looseObject({})) }));
const loosePage = z.strictObject({
  schema: z.literal(1),
  comforts: looseItems,
  hardMoments: looseItems,
  supports: looseItems,
  checkIns: looseItems,
});

/** A page of version 1 as version 2. What is no such page stays none. */
export function pageOfItems(old: unknown): unknown {
  const page = loosePage.safeParse(old);
  if (!page.success) return old;
  const { comforts, hardMoments, supports, checkIns } = page.data;
  const items = [
    ...comforts.map((item) => flat("comfort", item)),
    ...hardMoments.map((item) => flat("hardMoment", { tag: SHARED_BEFORE, ...item })),
    ...supports.map((item) => flat("support", item)),
    ...checkIns.map(({ day, ...item }) => flat("checkIn", { tag: day, ...item })),
  ];
  return { schema: 2, items: inOrder(items) };
}

/** The kind stands first, whatever else an item says of it. */
const flat = (kind: string, { answers, ...item }: z.infer<typeof looseItems>[number]): object =>
  Object.assign({ kind }, item, answers, { kind });

/** By their text, the keys of each object sorted. */
function inOrder(items: readonly object[]): object[] {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, inner: unknown) =>
      inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    );
  return items
    .map((item) => ({ item, key: text(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}
