import * as z from "zod/mini";

/*
 * Entries and check-ins, version 1 to 2. A share named the parts that were ticked, and a page was made from what stood
 * under them. Now each part has a share of its own, which holds what is shown. It becomes what version 1 showed, so that
 * nobody sees anything else after the step than before it. This file is frozen: it knows version 1 and nothing later.
 */

/**
 * The period of every share of version 1, which knew none. A link of that version is given it as well (002), and a link
 * made later never is: what was ticked while linked with nobody waits.
 */
export const FIRST_PERIOD = "first";

const looseShare = z.strictObject({
  parts: z.array(z.string()),
  from: z.nullable(z.number()),
  until: z.nullable(z.number()),
});
const looseItem = z.looseObject({ kind: z.string(), share: z.nullable(looseShare) });
const looseItems = z.record(z.string(), z.unknown());
const looseSetAside = z.array(z.looseObject({ item: z.unknown() }));

/** Entries of version 1 as version 2. What is no such document stays none. */
export const entriesWithSharePerPart = (old: unknown): unknown => withSharePerPart(old, "entries");

/** Check-ins of version 1 as version 2. What is no such document stays none. */
export const checkInsWithSharePerPart = (old: unknown): unknown => withSharePerPart(old, "checkIns");

function withSharePerPart(old: unknown, field: "entries" | "checkIns"): unknown {
  const document = z
    .looseObject({ schema: z.literal(1), [field]: looseItems, setAside: looseSetAside })
    .safeParse(old);
  if (!document.success) return old;
  const items = looseItems.parse(document.data[field]);
  const setAside = looseSetAside.parse(document.data.setAside);
  return {
    ...document.data,
    schema: 2,
    [field]: Object.fromEntries(Object.entries(items).map(([id, item]) => [id, migrated(item)])),
    setAside: setAside.map((one) => ({ ...one, item: migrated(one.item) })),
  };
}

function migrated(old: unknown): unknown {
  const item = looseItem.safeParse(old);
  if (!item.success || item.data.share === null) return old;
  const { parts, from, until } = item.data.share;
  if (parts.length === 0) return { ...item.data, share: null };
  const name = nameBefore(item.data);
  const shares = parts.map((part) => [
    part,
    { period: FIRST_PERIOD, from, until, shown: name === null ? null : shownBefore(item.data, part) },
  ]);
  return { ...item.data, share: { name, parts: Object.fromEntries(shares) } };
}

type Item = z.infer<typeof looseItem>;

/** The name that version 1 showed with any part. */
function nameBefore(item: Item): object | null {
  switch (item.kind) {
    case "comfort": {
      const topic = wordsBefore(item.topic);
      return topic && { topic, group: item.group };
    }
    case "support": {
      const situation = wordsBefore(item.situation);
      return situation && { situation };
    }
    case "checkIn":
      return { day: item.day };
    default:
      return {};
  }
}

function wordsBefore(name: unknown): object | null {
  const own = z.strictObject({ own: z.string() }).safeParse(name);
  if (!own.success) return z.looseObject({}).safeParse(name).data ?? null;
  const words = own.data.own.trim();
  return words === "" ? null : { own: words };
}

/** What version 1 showed of a ticked part; null for nothing. */
function shownBefore(item: Item, part: string): unknown {
  const answers = z.record(z.string(), z.unknown()).safeParse(item.answers);
  const inAnswers = item.kind === "checkIn" || ["whenTheyStart", "whenIStart", "either"].includes(part);
  const value = inAnswers ? answers.data?.[part] : item[part];
  const onlyIf = z.looseObject({ is: z.literal("onlyIf"), condition: z.string() }).safeParse(value);
  if (onlyIf.success) {
    const condition = onlyIf.data.condition.trim();
    return condition === "" ? null : { is: "onlyIf", condition };
  }
  if (typeof value === "string") return value.trim() || null;
  if (!Array.isArray(value)) return value === undefined || value === false ? null : value;
  const filled: unknown[] = value
    .map((line: unknown) => (typeof line === "string" ? line.trim() : line))
    .filter((line) => line !== "");
  if (filled.length === 0) return null;
  return part === "wants" ? [...new Set(filled)].sort() : filled;
}
