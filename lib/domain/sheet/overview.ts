import { isInForce } from "../entry/share";
import { PARTS, type PartOf, type Shareable } from "../sharing/parts";
import { readyToShare, sharedParts, tickOf } from "../sharing/standing";
import { composeWithSources } from "./compose";
import type { PartOfItem } from "./meet";
import type { Page } from "./schema";
import { mapPage, type PageSection, SECTIONS } from "./sections";

type Part = PartOf<Shareable>;

/** An item of a page, by itself: a page of its own, so that its name and all else is as the reader has it. */
export type PageRow = { readonly section: PageSection; readonly at: number; readonly page: Page };

export type Overview = {
  /** On the other's page, or on its way there. `beyond`: parts that wait for a press. */
  readonly shown: readonly { item: Shareable; row: PageRow; beyond: readonly Part[] }[];
  /** Shared, and nothing of it with them: it waits for a press. */
  readonly held: readonly { item: Shareable; row: PageRow; beyond: readonly Part[] }[];
  /** Shared, and there is nothing to show now. */
  readonly silent: readonly { item: Shareable; parts: readonly Part[] }[];
  /** Ticked, and shared with nobody. */
  readonly ready: readonly { item: Shareable; parts: readonly Part[] }[];
};

/**
 * All that is shared or ticked, sorted by what the other has of it. `period` stands in the link document, null while linked
 * with nobody; `beyond` is what waits for a press (meet.ts); `now` is milliseconds since 1970. A pause is not looked at.
 */
export function overview(
  items: readonly Shareable[],
  { period, beyond, now }: { period: string | null; beyond: readonly PartOfItem[]; now: number },
): Overview {
  const composed = composeWithSources(
    {
      entries: items.filter((item) => item.kind !== "checkIn"),
      checkIns: items.filter((item) => item.kind === "checkIn"),
      paused: false,
      period,
    },
    now,
  );
  const byId = new Map(items.map((item) => [item.id, item]));
  const rows = rowsOf(composed.page).flatMap((row) => {
    const item = byId.get(composed.from[row.section][row.at] ?? "");
    if (!item) return [];
    const waits = beyond.filter(({ id }) => id === item.id).map(({ part }) => part);
    const isThere = PARTS[item.kind].some((part: Part) => {
      const tick = tickOf(item, part, now);
      return tick?.period === period && tick.shown !== null && isInForce(tick, now) && !waits.includes(part);
    });
    return [{ item, row, beyond: PARTS[item.kind].filter((part: Part) => waits.includes(part)), isThere }];
  });
  const onPage = new Set(rows.map(({ item }) => item.id));
  return {
    shown: rows.filter(({ isThere }) => isThere),
    held: rows.filter(({ isThere }) => !isThere),
    silent: items.flatMap((item) => {
      const parts = onPage.has(item.id) ? [] : sharedParts(item, period, now);
      return parts.length > 0 ? [{ item, parts }] : [];
    }),
    ready: readyToShare(items, period, now),
  };
}

/** Each item of a page by itself, in the page's order. */
export const rowsOf = (page: Page): PageRow[] =>
  SECTIONS.flatMap((section) =>
    page[section].map((_, at) => ({
      section,
      at,
      page: mapPage(page, (one, items) => (one === section ? items.slice(at, at + 1) : [])),
    })),
  );
