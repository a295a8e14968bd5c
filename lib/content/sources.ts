import type { SourceId } from "@/lib/domain/guidance/rows";
import { type Source, sources } from "@/lib/domain/guidance/schema";
import type { Locale } from "@/lib/i18n/locales";

/** The works named by a page, in the order it names them. Throws when the language's file is wrong. */
export async function sourcesOf(locale: Locale, ids: readonly SourceId[]): Promise<Source[]> {
  const file: unknown = (await import(`../../messages/${locale}/sources.json`)).default;
  const known = sources.parse(file);
  return ids.map((id) => known[id]);
}
