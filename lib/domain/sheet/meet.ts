import { canonical, same } from "../canonical";
import { isOnlyIf } from "../kind/content";
import type { PartDirection } from "../kind/definition";
import { alongOn, fieldsOn, put } from "../kind/shown";
import { KINDS, type PageItemOf } from "../kinds";
import { bothLimits, directionOf, rankOf } from "../sharing/direction";
import {
  type Composed,
  composeWithSources,
  endOfSchedule,
  momentsOfChange,
  type ScheduledPage,
  type SheetSource,
  schedule,
} from "./compose";
import { inForceAt } from "./in-force";
import { EMPTY_PAGE, isEmptyPage, pageOf, samePage } from "./page";
import type { Page } from "./schema";

/*
 * What may be published without a press: publishing by itself only takes away, or tightens. [Note: Meeting]
 *
 * Items of the composed page are matched with those of the published one that have the same kind and name, and then field
 * by field:
 * - an order: the tighter of the two, and nothing where neither is, or where it is an "only if" in new words;
 * - a limit: both limits, as long as the composed item has the field;
 * - everything else: only what is published already. Of a list, the entries that are.
 * A field that is not composed is gone, and so is an item that matches none.
 */

/** A part of an item, by the id of the entry or check-in that it stands in. */
export type PartOfItem = { readonly id: string; readonly part: string };

/**
 * Whether a press of this session lets a part go out as it is composed. Asked also of the part "name": a press that
 * showed a new name lets the item be matched with what was published under another.
 */
export type Granted = (id: string, part: string) => boolean;

const NOTHING_GRANTED: Granted = () => false;

/** Whether an item stays as it is published, because what it was made from cannot be read. */
export type Stays = (item: PageItemOf) => boolean;

const NOTHING_STAYS: Stays = () => false;

/** The most of `composed` that is not more than `published`, but for what is granted. */
export function meet(composed: Composed, published: Page, granted: Granted = NOTHING_GRANTED): Page {
  if (samePage(composed.page, published)) return composed.page;
  return pageOf(pairs(composed, published, granted).flatMap(({ item, met }) => withFields(item, met) ?? []));
}

/** Each composed item with what of it may be published without a press. */
export const matched = (composed: Composed, published: Page): readonly Pair[] =>
  pairs(composed, published, NOTHING_GRANTED);

/** The item of a page with these fields in place of what it says; null without any. */
export const withFields = (item: PageItemOf, fields: Fields): PageItemOf | null =>
  put(KINDS[item.kind], alongOn(KINDS[item.kind], item), fields) as PageItemOf | null;

/** The parts that a page composed now would show otherwise than `meet` lets through: each needs a press. */
export function beyond(composed: Composed, published: Page): PartOfItem[] {
  return matched(composed, published).flatMap(({ id, fields, met }) =>
    Object.keys(fields)
      .filter((part) => !same(met[part], fields[part]))
      .map((part) => ({ id, part })),
  );
}

/**
 * The schedule from `now` on of what may be published without a press: at each moment the most of what is shared then
 * that is not more than what the published schedule shows then. `published` stands in rising order, its first page in
 * force; empty where nothing was ever published, and then nothing is let through. What `stays` is left as it is
 * published, but for a pause.
 */
export function meetSchedule(
  source: SheetSource,
  now: number,
  published: readonly ScheduledPage[],
  granted: Granted = NOTHING_GRANTED,
  stays: Stays = NOTHING_STAYS,
): readonly [ScheduledPage, ...ScheduledPage[]] {
  const end = endOfSchedule(now);
  // What was published for later than any schedule goes has no say in it.
  const starts = published.map(({ effectiveFrom }) => effectiveFrom);
  const turns = starts.filter((at) => at > now && at <= end);
  const moments = [...new Set([...momentsOfChange(source, now), ...turns])].sort((a, b) => a - b);
  return schedule(now, moments, (at) => {
    const held = published[inForceAt(starts, at)]?.page ?? EMPTY_PAGE;
    const left = source.paused ? EMPTY_PAGE : only(held, stays);
    const rest = only(held, (item) => !stays(item));
    const met = meet(composeWithSources(source, at), rest, granted);
    // A page that was met stands in order already.
    return isEmptyPage(left) ? met : pageOf([...met.items, ...left.items]);
  });
}

/** The parts that a schedule shows at one moment or another just as they are composed from `source` then. */
export function shownBy(source: SheetSource, pages: readonly ScheduledPage[]): PartOfItem[] {
  return pages.flatMap(({ effectiveFrom, page }) => {
    const composed = composeWithSources(source, effectiveFrom);
    if (samePage(composed.page, page)) return partsOf(composed);
    return matched(composed, page).flatMap(({ id, fields, met }) =>
      Object.keys(fields)
        .filter((part) => same(met[part], fields[part]))
        .map((part) => ({ id, part })),
    );
  });
}

const partsOf = ({ page, from }: Composed): PartOfItem[] =>
  page.items.flatMap((item, at) =>
    Object.keys(fieldsOn(KINDS[item.kind], item)).map((part) => ({ id: from[at] ?? "", part })),
  );

/** The items of a page that `which` picks. */
export const only = (page: Page, which: Stays): Page => ({ ...page, items: page.items.filter(which) });

type Fields = Readonly<Record<string, unknown>>;

/** What an item says, part by part, and what it goes by. */
const read = (item: PageItemOf) => ({
  kind: item.kind,
  fields: fieldsOn(KINDS[item.kind], item),
  name: canonical(alongOn(KINDS[item.kind], item)),
});

type Read = ReturnType<typeof read>;

/**
 * Compares as `same` does, and makes the text of each value once: an item is compared with all of its name. For one pass over
 * values that do not change meanwhile.
 */
function comparing(): typeof same {
  const texts = new Map<unknown, string>();
  const textOf = (value: unknown): string => {
    const text = texts.get(value) ?? canonical(value);
    texts.set(value, text);
    return text;
  };
  return (one, other) => one === other || textOf(one) === textOf(other);
}

/** What of a field may be published beside what `held` (undefined: nothing) shows; undefined for nothing. */
function metField(direction: PartDirection, value: unknown, held: unknown, alike: typeof same): unknown {
  if (alike(value, held)) return value;
  switch (direction.is) {
    case "order": {
      const [mine, theirs] = [rankOf(direction, value), rankOf(direction, held)];
      // The words of a condition are new, although it is tighter than what they stand for.
      if (mine < theirs) return isOnlyIf(value) ? undefined : value;
      return mine > theirs ? held : undefined;
    }
    case "limits":
      return Array.isArray(value) ? (bothLimits(value, held) ?? held) : value;
    case "waits":
      return Array.isArray(value) && Array.isArray(held) ? inBoth(value, held) : undefined;
  }
}

function inBoth(lines: readonly unknown[], held: readonly unknown[]): readonly unknown[] | undefined {
  const left = [...held];
  const kept = lines.filter((line) => {
    const at = left.indexOf(line);
    if (at === -1) return false;
    left.splice(at, 1);
    return true;
  });
  return kept.length > 0 ? kept : undefined;
}

export type Pair = {
  readonly id: string;
  readonly item: PageItemOf;
  readonly fields: Fields;
  /** What may be published of each field. */
  readonly met: Fields;
};

/**
 * Each composed item with what may be published of it. It is matched with a published item of its kind and name, each at most
 * once: as many as can be with one that lets them through whole; what is left takes the one that lets most of it through.
 * What is granted takes no part in that, but for a name: see Granted.
 */
function pairs({ page, from: ids }: Composed, published: Page, granted: Granted): Pair[] {
  const mine = page.items.map((item, index) => ({ ...read(item), item, id: ids[index] ?? "" }));
  const theirs = published.items.map(read);
  const taken = new Set<number>();
  const alike = comparing();
  const byName = new Map<string, number[]>();
  for (const [to, { name }] of theirs.entries()) {
    const those = byName.get(name);
    if (those) those.push(to);
    else byName.set(name, [to]);
  }
  const optionsOf = (one: Read, those: readonly number[]) =>
    those.flatMap((to) => {
      const other = theirs[to];
      return other ? [option(one, other.fields, { to, alike })] : [];
    });
  const options = mine.map((one) => optionsOf(one, byName.get(one.name) ?? []));
  const whole = options.map((those) => those.filter((one) => one.isWhole).map(({ to }) => to));
  const matches = new Map<number, Fields>();
  const match = (from: number, those: readonly Option[]) => {
    const [best] = those.filter(({ to }) => !taken.has(to)).sort((a, b) => b.kept - a.kept);
    if (!best) return;
    taken.add(best.to);
    matches.set(from, best.met);
  };
  for (const [to, from] of wholePairs(whole))
    match(from, options[from]?.filter((one) => one.to === to) ?? []);
  for (const [from, those] of options.entries()) {
    if (!matches.has(from)) match(from, those);
  }
  for (const [from, one] of mine.entries()) {
    if (matches.has(from) || !granted(one.id, "name")) continue;
    const ofKind = [...theirs.keys()].filter((to) => theirs[to]?.kind === one.kind);
    match(from, optionsOf(one, ofKind));
  }
  return mine.map((one, from) => {
    const pressed = Object.entries(one.fields).filter(([part]) => granted(one.id, part));
    return { ...one, met: { ...matches.get(from), ...Object.fromEntries(pressed) } };
  });
}

/** What of an item's fields is left beside those of the published item at `to`, and how many of them are so unchanged. */
type Option = { readonly to: number; readonly met: Fields; readonly kept: number; readonly isWhole: boolean };

function option(
  { kind, fields }: Read,
  held: Fields,
  { to, alike }: { to: number; alike: typeof same },
): Option {
  const met = Object.entries(fields).flatMap(([part, value]) => {
    const left = metField(directionOf(kind, part), value, held[part], alike);
    return left === undefined ? [] : [[part, left] as const];
  });
  const kept = met.filter(([part, left]) => alike(left, fields[part])).length;
  return { to, met: Object.fromEntries(met), kept, isWhole: kept === Object.keys(fields).length };
}

/** As many pairs as can be made, by augmenting paths: for each right side that is paired, its left side. */
function wholePairs(choices: readonly (readonly number[])[]): Map<number, number> {
  const takenBy = new Map<number, number>();
  const place = (from: number, tried: Set<number>): boolean => {
    for (const to of choices[from] ?? []) {
      if (tried.has(to)) continue;
      tried.add(to);
      const before = takenBy.get(to);
      if (before !== undefined && !place(before, tried)) continue;
      takenBy.set(to, from);
      return true;
    }
    return false;
  };
  for (const from of choices.keys()) place(from, new Set());
  return takenBy;
}
