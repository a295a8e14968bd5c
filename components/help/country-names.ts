import { useLocale } from "next-intl";

/** Gives a country's name, in the page's language, for its ISO 3166 code. */
export function useCountryNames(): (code: string) => string {
  const names = new Intl.DisplayNames([useLocale()], { type: "region" });
  return (code) => names.of(code) ?? code;
}
