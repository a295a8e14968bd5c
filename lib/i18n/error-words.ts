import en from "../../messages/en/error.json";
import { defaultLocale, isLocale, type Locale } from "./locales";

const words: Record<Locale, typeof en> = { en };

/**
 * The sentences for a page that broke, in a language, or in the default one where there is no such language. They come
 * with the script itself: whatever gave the page its other sentences may be what broke.
 */
export const errorWords = (locale: string): typeof en => words[isLocale(locale) ? locale : defaultLocale];
