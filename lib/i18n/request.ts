import type { Messages } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { defaultLocale, isLocale, type Locale } from "./locales";

/** Each language's sentences on the screens. */
const screens: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import("../../messages/en/screens"),
};

/** Loads a language's messages while pages are built. Pages are static, so UTC is fixed here. */
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = requested !== undefined && isLocale(requested) ? requested : defaultLocale;
  const { default: messages } = await screens[locale]();
  return { locale, messages, timeZone: "UTC" };
});
