import { holdingOn } from "../kind/shown";
import { KINDS, type PageItemOf } from "../kinds";
import type { Page } from "./schema";

/**
 * What of a page still holds while it is not known whether it is the newest: what limits, and what helps. Answers other
 * than "no" and "not now" are left out, and so is everything that may open something: words beside an answer, touch that
 * is welcome or may be asked for, "stay with me", closeness and ease from a check-in. Left out, it reads as ask first.
 * An item of which nothing is left is not there. Pure.
 */
export const onlyLimits = (page: Page): Page => ({ ...page, items: page.items.flatMap(holding) });

/** The item with what holds of it, which is some of what it has. */
function holding(item: PageItemOf): PageItemOf[] {
  const left = holdingOn(KINDS[item.kind], item) as PageItemOf | null;
  return left === null ? [] : [left];
}
