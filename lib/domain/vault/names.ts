/** The names of a vault's documents, as they stand in their sealed context. Apart from the schemas: a screen names them too. */
export type DocumentName = (typeof FIXED_NAMES)[number] | `check-ins/${string}`;

/** The documents of which every vault has one. */
export const FIXED_NAMES = ["profile", "entries", "link"] as const;

/** The document that holds the check-ins of a day (YYYY-MM-DD). */
export const checkInsName = (day: string): DocumentName => `check-ins/${day.slice(0, 7)}`;
