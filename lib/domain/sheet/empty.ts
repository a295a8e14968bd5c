import type { Page } from "./schema";

/** The page on which nothing is shared: never shared, stopped, lapsed, paused and left are all this one page. */
export const EMPTY_PAGE: Page = { schema: 1, comforts: [], hardMoments: [], supports: [], checkIns: [] };

/** Whether nothing is shared on a page. */
export function isEmptyPage(page: Page): boolean {
  return page.comforts.length + page.hardMoments.length + page.supports.length + page.checkIns.length === 0;
}
