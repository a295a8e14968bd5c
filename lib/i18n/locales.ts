/** Languages that have a messages file. A language is the first segment of every page's path. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

/** Narrows a path segment to a language we have. */
export const isLocale = (value: string): value is Locale => locales.some((locale) => locale === value);

/** A page's address in a language: `localePath("en", "/help")` is `/en/help`, `localePath("en")` is `/en`. */
export const localePath = (locale: string, path: "" | `/${string}` = ""): string => `/${locale}${path}`;
