/** The names of a vault's documents, as they stand in their sealed context. Apart from the schemas: a screen names them too. */
export type DocumentName = "profile" | "entries" | "link" | `check-ins/${string}`;

/** The document that holds the check-ins of a day (YYYY-MM-DD). */
export const checkInsName = (day: string): DocumentName => `check-ins/${day.slice(0, 7)}`;
