import type { SourceId } from "@/lib/domain/guidance/rows";
import { type Source, sources } from "@/lib/domain/guidance/schema";
import type { Locale } from "@/lib/i18n/locales";
import { readText } from "./read-text";

/** The works named by a page, in the order it names them. Throws when the language's file is wrong. */
export async function sourcesOf(locale: Locale, ids: readonly SourceId[]): Promise<Source[]> {
  const content: unknown = (await import(`../../messages/${locale}/sources.json`)).default;
  const known = readText(`${locale}/sources.json`, sources, content);
  return ids.map((id) => known[id]);
}
