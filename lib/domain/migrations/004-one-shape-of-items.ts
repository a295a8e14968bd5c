import { z } from "zod";

/*
 * Entries and check-ins, version 2 to 3: both hold their items under one name. The day of a check-in goes along with what is
 * shared of it no more. This file is frozen: it knows version 2 and nothing later.
 */

const looseItem = z.looseObject({ kind: z.string(), share: z.looseObject({ name: z.unknown() }).nullable() });
const looseItems = z.record(z.string(), z.unknown());
const looseSetAside = z.array(z.looseObject({ item: z.unknown() }));

/** Entries of version 2 as version 3. What is no such document stays none. */
export const entriesAsItems = (old: unknown): unknown => asItems(old, "entries");

/** Check-ins of version 2 as version 3. What is no such document stays none. */
export const checkInsAsItems = (old: unknown): unknown => asItems(old, "checkIns");

function asItems(old: unknown, field: "entries" | "checkIns"): unknown {
  const document = z
    .looseObject({ schema: z.literal(2), [field]: looseItems, setAside: looseSetAside })
    .safeParse(old);
  if (!document.success) return old;
  const { [field]: held, ...others } = document.data;
  return {
    ...others,
    schema: 3,
    items: Object.fromEntries(
      Object.entries(looseItems.parse(held)).map(([id, item]) => [id, withoutDay(item)]),
    ),
    setAside: looseSetAside.parse(others.setAside).map((one) => ({ ...one, item: withoutDay(one.item) })),
  };
}

function withoutDay(old: unknown): unknown {
  const item = looseItem.safeParse(old);
  if (!item.success || item.data.kind !== "checkIn" || item.data.share === null) return old;
  const { share } = item.data;
  // Under no name nothing was shown.
  return { ...item.data, share: { ...share, name: share.name === null ? null : {} } };
}
