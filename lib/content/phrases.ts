import { type PhrasePage, phrasePage } from "@/lib/domain/guidance/phrases";
import type { Locale } from "@/lib/i18n/locales";
import { readText } from "./read-text";

/** The pairs of what to say and what to leave out, checked. Throws when the language's file is wrong. */
export async function loadPhrases(locale: Locale): Promise<PhrasePage> {
  const content: unknown = (await import(`../../messages/${locale}/phrases.json`)).default;
  return readText(`${locale}/phrases.json`, phrasePage, content);
}
