import { type Share, turningPoints } from "../entry/share";
import { type Seen, seenIn, shownOn } from "../kind/shown";
import { type AnyItem, KINDS, type PageItemOf } from "../kinds";
import { byContent, EMPTY_PAGE, isEmptyPage, samePage } from "./page";
import type { Page } from "./schema";

/** All that a sheet is made from. Everything else in a vault is none of its business. */
export type SheetSource = {
  readonly items: readonly AnyItem[];
  readonly paused: boolean;
  /** The period of sharing that stands in the link document: parts of another are not shown. Null shows nothing, ever. */
  readonly period: string | null;
  /** The period cannot be read: parts of any may be what is shared. Good for taking away alone. */
  readonly anyPeriod?: boolean;
};

/** A page, and for each of its items, in order, the id of the item that it says something of. The ids stay in the vault. */
export type Composed = { readonly page: Page; readonly from: readonly string[] };

/** A page and the moment it takes force, milliseconds since 1970. */
export type ScheduledPage = { readonly effectiveFrom: number; readonly page: Page };

/** As many pages as the server keeps for one seat (lib/wire/limits.ts). */
export const MOST_PAGES = 64;

const DAY_MS = 24 * 60 * 60 * 1000;
/** As far ahead as the server takes a page, milliseconds (MAX_AHEAD_MS, lib/wire/limits.ts). */
export const MOST_AHEAD_MS = 400 * DAY_MS;
/** The end of a schedule moves on in steps, so that it is not another one with every look. Milliseconds. */
const END_STEP_MS = 30 * DAY_MS;

/** Where a schedule that is composed at `now` ends at the latest: MOST_AHEAD_MS from there, or up to END_STEP_MS before that. */
export const endOfSchedule = (now: number): number =>
  Math.floor((now + MOST_AHEAD_MS) / END_STEP_MS) * END_STEP_MS;

/**
 * The whole schedule of what the other side sees, from `now` on: the page in force first, then one for each moment at
 * which it changes by itself. Neighbours differ. Pure: the same source and `now` give the same schedule.
 *
 * A schedule too long to publish at once, or of something that changes after `endOfSchedule`, is cut with an empty page: so a
 * share is never in force past its end because nobody was there to publish what follows.
 */
export function composeSheet(source: SheetSource, now: number): readonly [ScheduledPage, ...ScheduledPage[]] {
  return schedule(now, momentsOfChange(source, now), (at) => composePage(source, at));
}

/**
 * A schedule from `now` on of what `pageAt` gives at each of `moments` (later than `now`, rising): neighbours differ, and
 * what does not fit is cut as composeSheet says.
 */
export function schedule(
  now: number,
  moments: readonly number[],
  pageAt: (at: number) => Page,
): [ScheduledPage, ...ScheduledPage[]] {
  let last: ScheduledPage = { effectiveFrom: now, page: pageAt(now) };
  const pages: [ScheduledPage, ...ScheduledPage[]] = [last];
  const end = endOfSchedule(now);
  for (const moment of moments) {
    const page = pageAt(moment);
    if (samePage(last.page, page)) continue;
    last = moment < end ? { effectiveFrom: moment, page } : { effectiveFrom: end, page: EMPTY_PAGE };
    if (moment < end || !isEmptyPage(pages.at(-1)?.page ?? EMPTY_PAGE)) pages.push(last);
    if (pages.length > MOST_PAGES) return cut(pages);
    if (moment >= end) return pages;
  }
  return pages;
}

/** The pages that fit but one, and from there on an empty page, unless the last of them is empty already. */
function cut(schedule: readonly [ScheduledPage, ...ScheduledPage[]]): [ScheduledPage, ...ScheduledPage[]] {
  const [first, ...rest] = schedule;
  const kept = rest.slice(0, MOST_PAGES - 2);
  const firstLeftOut = rest[MOST_PAGES - 2];
  const alreadyEmpty = isEmptyPage((kept.at(-1) ?? first).page);
  return firstLeftOut && !alreadyEmpty
    ? [first, ...kept, { effectiveFrom: firstLeftOut.effectiveFrom, page: EMPTY_PAGE }]
    : [first, ...kept];
}

/** Exactly what is shared at time `at`. */
export function composePage(source: SheetSource, at: number): Page {
  return composeWithSources(source, at).page;
}

/** The same, with the ids of what the page shows. */
export function composeWithSources(source: SheetSource, at: number): Composed {
  const { items, period, anyPeriod = false } = source;
  if (source.paused || (period === null && !anyPeriod)) return { page: EMPTY_PAGE, from: [] };
  const isSeen = seenIn(period, anyPeriod, at);
  const found = byContent(
    items.flatMap((item) => {
      const shown = onPage(item, isSeen);
      return shown === null ? [] : [{ id: item.id, item: shown }];
    }),
  );
  return { page: { ...EMPTY_PAGE, items: found.map(({ item }) => item) }, from: found.map(({ id }) => id) };
}

/** An item as it stands on a page. Made from its definition: tests open every page that is composed, as its reader does. */
const onPage = ({ kind, share }: { kind: AnyItem["kind"]; share: Share }, isSeen: Seen): PageItemOf | null =>
  shownOn(KINDS[kind], { kind, share }, isSeen) as PageItemOf | null;

/** Every moment after `now` at which what is shared changes by itself, rising. */
export function momentsOfChange(source: SheetSource, now: number): number[] {
  if (source.paused) return [];
  const moments = source.items.flatMap((item) => turningPoints(item.share, source.period, now));
  return [...new Set(moments)].sort((a, b) => a - b);
}
