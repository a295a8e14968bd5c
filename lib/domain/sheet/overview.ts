import type { AnyItem, Kind, PageItemOf, PartOf } from "../kinds";
import { KIND_NAMES } from "../kinds/places";
import { PARTS } from "../sharing/parts";
import { readyToShare, sharedParts } from "../sharing/standing";
import { composeWithSources } from "./compose";
import { matched, type PartOfItem, withFields } from "./meet";
import { EMPTY_PAGE } from "./page";
import type { Page } from "./schema";

type Part = PartOf<AnyItem>;

/** An item of a page, by itself: a page of its own, so that its name and all else is as the reader has it. */
export type PageRow = { readonly item: PageItemOf; readonly page: Page };

export type Overview = {
  /** On the other's page, or on its way there: `row` is exactly that. `beyond`: parts that wait for a press. */
  readonly shown: readonly { item: AnyItem; row: PageRow; beyond: readonly Part[] }[];
  /** Shared, and nothing of it with them: it waits for a press, which would show `row`. */
  readonly held: readonly { item: AnyItem; row: PageRow }[];
  /** Shared, and there is nothing to show now. */
  readonly silent: readonly { item: AnyItem; parts: readonly Part[] }[];
  /** Ticked, and shared with nobody. */
  readonly ready: readonly { item: AnyItem; parts: readonly Part[] }[];
};

type Standing = {
  /** The period that stands in the link document, null while linked with nobody. */
  readonly period: string | null;
  /** What the other can fetch; null where that is not known. */
  readonly published: Page | null;
  /** What waits for a press (meet.ts). */
  readonly beyond: readonly PartOfItem[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** All that is shared or ticked, sorted by what the other has of it. A pause is not looked at. */
export function overview(items: readonly AnyItem[], { period, published, beyond, now }: Standing): Overview {
  const composed = composeWithSources({ items, paused: false, period }, now);
  const byId = new Map(items.map((item) => [item.id, item]));
  const inOrder = byKind(matched(composed, published ?? EMPTY_PAGE), ({ item }) => item.kind);
  const rows = inOrder.flatMap(({ id, item: onPage, fields, met }) => {
    const item = byId.get(id);
    if (!item) return [];
    const waits = new Set(beyond.filter((one) => one.id === id).map(({ part }) => part));
    const parts = Object.entries(fields).map(
      ([part, value]) => [part, waits.has(part) ? met[part] : value] as const,
    );
    const seen = Object.fromEntries(parts.filter(([, value]) => value !== undefined));
    const beyondThat = PARTS[item.kind].filter((part: Part) => waits.has(part));
    return [{ item, whole: onPage, seen: withFields(onPage, seen), beyond: beyondThat }];
  });
  const composedOf = new Set(rows.map(({ item }) => item.id));
  return {
    shown: rows.flatMap(({ item, seen, beyond }) => (seen ? [{ item, row: rowOf(seen), beyond }] : [])),
    held: rows.flatMap(({ item, seen, whole }) => (seen ? [] : [{ item, row: rowOf(whole) }])),
    silent: items.flatMap((item) => {
      const parts = composedOf.has(item.id) ? [] : sharedParts(item, period, now);
      return parts.length > 0 ? [{ item, parts }] : [];
    }),
    ready: readyToShare(items, period, now),
  };
}

/** Each item of a page by itself: kinds in their order, and otherwise the page's own. */
export const rowsOf = ({ items }: Page): PageRow[] => byKind(items, ({ kind }) => kind).map(rowOf);

/** One kind after the other: a page's own order follows its text alone, and mixes them. */
const byKind = <One>(all: readonly One[], kindOf: (one: One) => Kind): One[] =>
  KIND_NAMES.flatMap((kind) => all.filter((one) => kindOf(one) === kind));

const rowOf = (item: PageItemOf): PageRow => ({ item, page: { ...EMPTY_PAGE, items: [item] } });
