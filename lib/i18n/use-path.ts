import { useLocale } from "next-intl";
import { useCallback } from "react";
import { localePath } from "./locales";

/** Gives addresses in the language of the page: `path("/home")` is `/en/home`. */
export function usePath(): (path: `/${string}`) => string {
  const locale = useLocale();
  return useCallback((path) => localePath(locale, path), [locale]);
}
