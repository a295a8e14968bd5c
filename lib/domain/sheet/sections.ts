import type { Kind } from "../kinds";
import type { Page } from "./schema";

/** The lists of a page, one a kind. */
export type PageSection = Exclude<keyof Page, "schema">;

/** In which list of a page the items of each kind stand. */
export const SECTION_OF = {
  comfort: "comforts",
  hardMoment: "hardMoments",
  support: "supports",
  checkIn: "checkIns",
} as const satisfies Record<Kind, PageSection>;

/** The kind of the items in a list. A list that no kind has does not compile. */
export const KIND_OF = {
  comforts: "comfort",
  hardMoments: "hardMoment",
  supports: "support",
  checkIns: "checkIn",
} as const satisfies {
  [Section in PageSection]: { [K in Kind]: (typeof SECTION_OF)[K] extends Section ? K : never }[Kind];
};

export const SECTIONS: readonly PageSection[] = Object.values(SECTION_OF);

/** The page on which nothing is shared: never shared, stopped, lapsed, paused and left are all this one page. */
export const EMPTY_PAGE: Page = { schema: 1, comforts: [], hardMoments: [], supports: [], checkIns: [] };

/** Whether nothing is shared on a page. */
export const isEmptyPage = (page: Page): boolean => SECTIONS.every((section) => page[section].length === 0);

/** A page with what `change` makes of each list of it. */
export const mapPage = (
  page: Page,
  change: <Item extends object>(section: PageSection, items: readonly Item[]) => Item[],
): Page => joinPages(page, page, change);

/** A page with what `join` makes of each list of two pages. */
export const joinPages = (
  one: Page,
  other: Page,
  join: <Item extends object>(
    section: PageSection,
    items: readonly Item[],
    others: readonly Item[],
  ) => Item[],
): Page => ({
  schema: 1,
  comforts: join("comforts", one.comforts, other.comforts),
  hardMoments: join("hardMoments", one.hardMoments, other.hardMoments),
  supports: join("supports", one.supports, other.supports),
  checkIns: join("checkIns", one.checkIns, other.checkIns),
});
