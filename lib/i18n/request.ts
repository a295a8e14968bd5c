import { getRequestConfig } from "next-intl/server";
import { defaultLocale, isLocale } from "./locales";

/** Loads a language's messages while pages are built. Pages are static, so UTC is fixed here. */
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = requested !== undefined && isLocale(requested) ? requested : defaultLocale;
  const messages = (await import(`../../messages/screens/${locale}.json`)).default;
  return { locale, messages, timeZone: "UTC" };
});
