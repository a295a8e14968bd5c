import type messages from "../../messages/screens/en.json";
import type { Locale } from "./locales";

// Makes every message key and language checked by the compiler.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
