import type messages from "../../messages/en/screens";
import type { Locale } from "./locales";

// Makes every message key and language checked by the compiler.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
