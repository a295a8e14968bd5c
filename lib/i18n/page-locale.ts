import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { isLocale, type Locale } from "./locales";

/** What Next hands to a page or layout under app/[locale]. */
export type LocaleParams = { params: Promise<{ locale: string }> };

/**
 * Reads the language from a page's path and tells next-intl, which keeps the page static.
 * Every page and layout under app/[locale] calls this first. An unknown language is a 404.
 */
export async function pageLocale(params: LocaleParams["params"]): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return locale;
}
