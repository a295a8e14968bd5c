import { holdingOn } from "../kind/shown";
import { KINDS, type Kind } from "../kinds";
import type { Page } from "./schema";
import { KIND_OF, mapPage } from "./sections";

/**
 * What of a page still holds while it is not known whether it is the newest: what limits, and what helps. Answers other
 * than "no" and "not now" are left out, and so is everything that may open something: words beside an answer, touch that
 * is welcome or may be asked for, "stay with me", closeness and ease from a check-in. Left out, it reads as ask first.
 * An item of which nothing is left is not there. Pure.
 */
export const onlyLimits = (page: Page): Page =>
  mapPage(page, (section, items) => items.flatMap((item) => holding(KIND_OF[section], item)));

/** The item with what holds of it, which is some of what it has. */
function holding<Item extends object>(kind: Kind, item: Item): Item[] {
  const left = holdingOn(KINDS[kind], item);
  return left === null ? [] : [left as Item];
}
