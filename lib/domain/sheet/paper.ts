import type { AnyItem } from "../kinds";
import { monthlyBy } from "../kinds/places";
import { PARTS } from "../sharing/parts";
import { onlyLimits } from "./limits";
import { pageOf } from "./page";
import { pageIfShown } from "./preview";
import type { Page } from "./schema";

/**
 * What of a page may stand on paper: what limits and what helps (`onlyLimits`), since paper never ends by itself, and nobody knows
 * whether it is the newest. Nothing from a check-in: each of its answers is of one day, and paper has no day. Pure.
 */
export const forPaper = (page: Page): Page => {
  const limits = onlyLimits(page);
  return { ...limits, items: limits.items.filter(({ kind }) => monthlyBy(kind) === undefined) };
};

/** The same of everything that these items say, shared or not: one's own card. */
export const ownCard = (items: readonly AnyItem[]): Page =>
  forPaper(pageOf(items.flatMap((item) => pageIfShown<AnyItem>(item, PARTS[item.kind]).items)));
