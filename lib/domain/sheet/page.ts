import { canonical, same } from "../canonical";
import type { PageItemOf } from "../kinds";
import type { Page } from "./schema";

/** The page on which nothing is shared: never shared, stopped, lapsed, paused and left are all this one page. */
export const EMPTY_PAGE: Page = { schema: 2, items: [] };

/** Whether nothing is shared on a page. */
export const isEmptyPage = ({ items }: Page): boolean => items.length === 0;

/** A page of these items, in an order that they alone decide. */
export const pageOf = (items: readonly PageItemOf[]): Page => ({
  schema: 2,
  items: byContent(items.map((item) => ({ item }))).map(({ item }) => item),
});

/** Whether two pages say the same. One that was published and opened again may have its keys in another order. */
export const samePage = (a: Page, b: Page): boolean => same(a, b);

/** An order that follows what is said alone: never the order of writing, which would tell of what was written between. */
export const byContent = <Found extends { readonly item: object }>(found: readonly Found[]): Found[] =>
  found
    .map((one) => ({ one, text: canonical(one.item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ one }) => one);
