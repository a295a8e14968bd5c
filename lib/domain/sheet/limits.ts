import { holdingOn } from "../kind/shown";
import { KINDS, type Kind } from "../kinds";
import type { Page } from "./schema";

/**
 * What of a page still holds while it is not known whether it is the newest: what limits, and what helps. Answers other
 * than "no" and "not now" are left out, and so is everything that may open something: words beside an answer, touch that
 * is welcome or may be asked for, "stay with me", closeness and ease from a check-in. Left out, it reads as ask first.
 * An item of which nothing is left is not there. Pure.
 */
export function onlyLimits(page: Page): Page {
  return {
    schema: 1,
    comforts: page.comforts.flatMap((item) => holding("comfort", item)),
    hardMoments: page.hardMoments.flatMap((item) => holding("hardMoment", item)),
    supports: page.supports.flatMap((item) => holding("support", item)),
    checkIns: page.checkIns.flatMap((item) => holding("checkIn", item)),
  };
}

/** The item with what holds of it, which is some of what it has. */
function holding<Item extends Readonly<Record<string, unknown>>>(kind: Kind, item: Item): Item[] {
  const left = holdingOn(KINDS[kind], item);
  return left === null ? [] : [left as Item];
}
