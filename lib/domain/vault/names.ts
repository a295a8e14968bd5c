/** The names of a vault's documents, as they stand in their sealed context. Apart from the schemas: a screen names them too. */
export type DocumentName = (typeof FIXED_NAMES)[number] | MonthName;
/** The document of a calendar month, YYYY-MM. */
export type MonthName = `check-ins/${string}`;

/** Whether it is a document of items. */
export const isItemsName = (name: string): name is "entries" | MonthName =>
  name === "entries" || isMonth(name);

/** The documents of which a vault has one. `recent`: what was edited since the documents of items were written last. */
export const FIXED_NAMES = ["profile", "entries", "link", "recent"] as const;

/** Those that a glance at the other's page goes by, in the order in which they are asked for. */
export const FIRST_NAMES = ["link", "profile"] as const;

/** How the document of a month is called. */
export const MONTH_NAME = /^check-ins\/\d{4}-\d{2}$/;

/** The document of the month of a day, YYYY-MM-DD. */
export const monthOf = (day: string): MonthName => `check-ins/${day.slice(0, 7)}`;

/** Whether it is the document of a month. */
export const isMonth = (name: string): name is MonthName => MONTH_NAME.test(name);

/** Every name that a document of this program can have, with the months of a century. */
export function everyName(): DocumentName[] {
  const months = Array.from({ length: 1200 }, (_, at): DocumentName => {
    const [year, month] = [2000 + Math.floor(at / 12), (at % 12) + 1];
    return `check-ins/${year}-${String(month).padStart(2, "0")}`;
  });
  return [...FIXED_NAMES, ...months];
}
