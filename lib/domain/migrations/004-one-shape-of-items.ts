import * as z from "zod/mini";

/*
 * Entries and check-ins, version 2 to 3: both hold their items under one name. What is shared of a check-in goes by a tag in place
 * of its day, and so does what is shared of a hard moment, which went by nothing. This file is frozen: it knows version 2 and
 * nothing later.
 */

/** The tag of every hard moment that was shared before: on pages of that time there is nothing to tell them apart by. */
export const SHARED_BEFORE = "before";

const looseItem = z.looseObject({
  kind: z.string(),
  share: z.nullable(z.looseObject({ name: z.unknown() })),
});
const looseDay = z.strictObject({ day: z.string() });
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
      Object.entries(looseItems.parse(held)).map(([id, item]) => [id, withTag(item)]),
    ),
    setAside: looseSetAside.parse(others.setAside).map((one) => ({ ...one, item: withTag(one.item) })),
  };
}

function withTag(old: unknown): unknown {
  const item = looseItem.safeParse(old);
  // Under no name nothing was shown.
  if (!item.success || item.data.share === null || item.data.share.name === null) return old;
  const { kind, share } = item.data;
  const day = looseDay.safeParse(share.name);
  if (kind === "checkIn" && day.success)
    return { ...item.data, share: { ...share, name: { tag: day.data.day } } };
  return kind === "hardMoment" ? { ...item.data, share: { ...share, name: { tag: SHARED_BEFORE } } } : old;
}
