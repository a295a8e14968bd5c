import fc from "fast-check";
import type { PartShare, Share } from "@/lib/domain/entry/share";
import type { Along, Field, KindDefinition } from "@/lib/domain/kind/definition";
import { type AnyItem, type ItemOf, KINDS, type Kind, type PartOf } from "@/lib/domain/kinds";
import { ENTRY_KINDS, KIND_NAMES } from "@/lib/domain/kinds/places";
import { anyItem } from "@/lib/domain/kinds/schemas";
import { alwaysShown, contentOf, PARTS, showable } from "@/lib/domain/sharing/parts";
import { tick as tickPart } from "@/lib/domain/sharing/verbs";
import type { SheetSource } from "@/lib/domain/sheet/compose";

/** The moment around which generated shares start and end, milliseconds since 1970. */
export const NOW = Date.UTC(2026, 2, 1, 9, 30);
export const HOUR = 60 * 60 * 1000;

/** Text as people write it: words, other scripts, nothing, blanks, and the names that objects inherit. */
export const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("slow breathing", "bitte warten", "चिया", "“no”", "tea\nand quiet"),
  },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom("", "  ", " \n ", "  padded ", "__proto__", "constructor") },
);
const name = text.filter((words) => words !== "");
const lines = fc.array(text, { maxLength: 3 });

/** A moment near NOW, often exactly NOW or shared with another share. */
export const momentNearby = fc
  .tuple(fc.integer({ min: -3, max: 5 }), fc.constantFrom(-1, 0, 0, 1))
  .map(([hours, off]) => NOW + hours * HOUR + off);

/** The period of sharing in which generated pages are composed, and those in which a tick may have been made. */
export const PERIOD = "this one";
const period = fc.oneof(
  { weight: 5, arbitrary: fc.constant(PERIOD) },
  { weight: 1, arbitrary: fc.constantFrom(null, "a former one") },
);

type Tick = {
  period: string | null;
  from: number | null;
  until: number | null;
  shows: "content" | "other" | "nothing";
};
const tick: fc.Arbitrary<Tick> = fc.record({
  period,
  from: fc.option(momentNearby, { freq: 2 }),
  until: fc.option(momentNearby, { freq: 2 }),
  shows: fc.constantFrom("content", "content", "content", "other", "nothing"),
});

/**
 * Nothing shared, or some parts, each with a period, and a start and an end that may be past, present, to come or the
 * wrong way round. A part shows what it says, or something else it may have said before, or nothing.
 */
export const withShare = <Item extends AnyItem>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item> =>
  fc.tuple(item, item, fc.boolean()).chain(([one, other, renamed]) =>
    fc
      .option(
        fc.record(Object.fromEntries(PARTS[one.kind].map((part) => [part, tick])), { requiredKeys: [] }),
        { freq: 4 },
      )
      .map((ticks) => {
        const name = alwaysShown(renamed ? other : one);
        const parts = Object.entries(ticks ?? {}).flatMap(([part, given]): [string, PartShare][] => {
          if (!given) return [];
          const { shows, ...times } = given;
          const shown =
            shows === "nothing" || name === null ? null : contentOf(shows === "content" ? one : other, part);
          return [[part, { ...times, shown: showable(shown) }]];
        });
        if (parts.length === 0) return { ...one, share: null };
        return { ...one, share: { name, parts: Object.fromEntries(parts) } };
      }),
  );

const base = { id: fc.uuid(), editedAt: momentNearby };

const answerOf = (of: readonly string[]) =>
  fc.oneof(
    fc.record({ is: fc.constantFrom(...of.filter((one) => one !== "onlyIf")) }),
    fc.record({ is: fc.constant("onlyIf"), condition: text }),
  );

const calendarDay = fc
  .integer({ min: 0, max: 40 })
  .map((days) => new Date(NOW - days * 24 * HOUR).toISOString().slice(0, 10));

/** Anything that a field may hold. */
function heldIn(field: Field): fc.Arbitrary<unknown> {
  switch (field.is) {
    case "line":
    case "note":
      return text;
    case "lines":
      return lines;
    case "flag":
      return fc.boolean();
    case "answer":
      return answerOf(field.of);
    case "choice":
      // Among answers nothing is told by leaving it out.
      return field.inAnswers ? fc.constantFrom(...field.of) : fc.option(fc.constantFrom(...field.of));
    case "choices":
      return fc.array(fc.constantFrom(...field.of), { maxLength: 3 });
  }
}

/** What goes along and is a field of an item: a tag is made when something is shared. */
type Stored = Exclude<Along, { is: "tag" }>;
const stored = (along: Readonly<Record<string, Along>>): Record<string, Stored> =>
  Object.fromEntries(
    Object.entries(along).flatMap(([name, one]): [string, Stored][] =>
      one.is === "tag" ? [] : [[name, one]],
    ),
  );

/** Anything that may go along. */
function alongside(along: Stored): fc.Arbitrary<unknown> {
  switch (along.is) {
    case "named":
      return fc.oneof(fc.record({ starter: fc.constantFrom(...along.starters) }), fc.record({ own: name }));
    case "choice":
      return fc.constantFrom(...along.of);
  }
}

const mapped = <Value>(
  record: Readonly<Record<string, Value>>,
  make: (value: Value) => fc.Arbitrary<unknown>,
): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value)]));

type Content = fc.Arbitrary<Record<string, unknown>>;

/** An item of a kind, from its definition alone, with nothing shared. */
function contentOfKind(kind: Kind): Content {
  const { along, own = {}, fields }: KindDefinition = KINDS[kind];
  const among = (inAnswers: boolean) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([part, field]) =>
        (field.inAnswers ?? false) === inAnswers ? [[part, heldIn(field)]] : [],
      ),
    );
  const answers = among(true);
  return fc.record({
    kind: fc.constant(kind),
    ...base,
    ...mapped(stored(along), alongside),
    ...among(false),
    ...(Object.keys(answers).length > 0 && { answers: fc.record(answers, { requiredKeys: [] }) }),
    ...mapped(own, ({ is }) => (is === "day" ? calendarDay : momentNearby)),
    share: fc.constant(null),
  });
}

const isOf =
  <Of extends Kind>(kind: Of) =>
  (item: AnyItem): item is ItemOf<Of> & AnyItem =>
    item.kind === kind;

/** Items of a kind as its schema takes them: whatever a definition says otherwise fails here. */
const itemOf = <Of extends Kind>(kind: Of): fc.Arbitrary<ItemOf<Of> & AnyItem> =>
  withShare(
    contentOfKind(kind)
      .map((content) => anyItem.parse(content))
      .filter(isOf(kind)),
  );

export const comfort = itemOf("comfort");
export const hardMoment = itemOf("hardMoment");
export const support = itemOf("support");
export const checkIn = itemOf("checkIn");

/** Anything that is kept in the document of all entries. */
export const entry: fc.Arbitrary<AnyItem> = fc.oneof(...ENTRY_KINDS.map((kind) => itemOf(kind)));
/** An item of any kind that there is. */
export const shareable: fc.Arbitrary<AnyItem> = fc.oneof(...KIND_NAMES.map((kind) => itemOf(kind)));

export const sheetSource: fc.Arbitrary<SheetSource> = fc.record({
  items: fc.array(shareable, { maxLength: 9 }),
  paused: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  period: fc.oneof(
    { weight: 9, arbitrary: fc.constant(PERIOD) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
});

/** The item with these parts shared as they read at NOW, until they are stopped. */
export const shared = <Item extends AnyItem>(item: Item, ...parts: PartOf<Item>[]): Item =>
  parts.reduce((one, part) => tickPart(one, part, PERIOD, NOW), item);

/**
 * The same value with every string in every text field made unlike any other, so that it can be searched for: what is
 * shown of it, too.
 */
export function withMarkers<Item extends AnyItem>(item: Item, key: string): Item {
  let count = 0;
  const mark = (path: string) => `<${key}.${path}.${count++}>`;
  const inWords = Object.values(KINDS).flatMap(({ fields }) =>
    Object.entries<Field>(fields).flatMap(([part, { is }]) =>
      is === "line" || is === "note" || is === "lines" ? [part] : [],
    ),
  );
  const TEXTS = new Set<string>(["id", "own", "condition", ...inWords]);
  const marked = (path: string, value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map((one: unknown) => (typeof one === "string" ? mark(path) : one));
    if (typeof value === "string") return mark(path);
    const shares = typeof value === "object" && value !== null && "shown" in value;
    // A choice that is shown stays the word that it is.
    return shares && TEXTS.has(path) ? { ...value, shown: marked(path, value.shown) } : value;
  };
  return JSON.parse(
    JSON.stringify(item, (path, value: unknown) => (TEXTS.has(path) ? marked(path, value) : value)),
  );
}

/** The same value with the keys of every object inside built in the opposite order. */
export function withKeysReversed<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).reverse())
      : inner,
  );
}

/*
 * Twins: the same item to the other person, and as unlike as can be to oneself. What is shown stays as it is; all that
 * stands in the item, and all of its share that is not seen, comes from another item of the same kind.
 */

type Twinned<Item extends AnyItem> = { item: Item; other: Item; keepsEmptyTicks: boolean };

/** The parts that will ever be seen from `now` on, told from the share alone, with no sign of when they were shared. */
function seen(item: AnyItem, now: number): [string, PartShare][] {
  const share: Share = item.share;
  if (share === null || share.name === null) return [];
  return Object.entries(share.parts).flatMap(([part, one]): [string, PartShare][] => {
    if (!one || one.period !== PERIOD || one.shown === null) return [];
    if (one.until !== null && one.until <= Math.max(now, one.from ?? now)) return [];
    return [[part, { ...one, from: one.from !== null && one.from <= now ? null : one.from }]];
  });
}

function twinOf<Item extends AnyItem>({ item, other, keepsEmptyTicks }: Twinned<Item>, now: number): Item {
  const parts = seen(item, now);
  const share: Share = other.share;
  const unseen = Object.entries(share?.parts ?? {}).flatMap(([part, one]): [string, PartShare][] => {
    if (!one || !keepsEmptyTicks || parts.some(([name]) => name === part)) return [];
    return [[part, one.period === PERIOD ? { ...one, shown: null } : one]];
  });
  const name = parts.length > 0 ? (item.share?.name ?? null) : alwaysShown(other);
  return { ...other, share: { name, parts: Object.fromEntries([...parts, ...unseen].reverse()) } };
}

const notShared = <Item extends AnyItem>(item: Item): Item => ({ ...item, share: null });

/** Two vaults that agree, from `now` on, on all that is shared, and differ in whatever is private. */
export function twinSources(now: number): fc.Arbitrary<{ one: SheetSource; twin: SheetSource }> {
  const pair: fc.Arbitrary<{ item: AnyItem; twin: AnyItem }> = fc.oneof(
    ...KIND_NAMES.map((kind) =>
      fc
        .record({ item: itemOf(kind), other: itemOf(kind), keepsEmptyTicks: fc.boolean() })
        .map((given) => ({ item: given.item, twin: twinOf<AnyItem>(given, now) })),
    ),
  );
  const unshared = fc.array(shareable.map(notShared), { maxLength: 3 });
  return fc
    .record({
      pairs: fc.array(pair, { maxLength: 9 }),
      onlyOne: unshared,
      onlyTwin: unshared,
      paused: fc.integer({ min: 0, max: 9 }).map((given) => given === 0),
    })
    .map(({ pairs, onlyOne, onlyTwin, paused }) => ({
      one: { items: [...onlyOne, ...pairs.map(({ item }) => item)], paused, period: PERIOD },
      twin: withKeysReversed({
        items: [...pairs.map(({ twin }) => twin), ...onlyTwin].reverse(),
        paused,
        period: PERIOD,
      }),
    }));
}
