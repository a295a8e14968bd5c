import { type GuidancePage, guidancePage } from "@/lib/domain/guidance/schema";
import { type GuidanceSlug, guidanceSlugs } from "@/lib/domain/guidance/slugs";
import type { Locale } from "@/lib/i18n/locales";
import { readNamed } from "./read-text";

const isSlug = (name: string): name is GuidanceSlug => guidanceSlugs.some((slug) => slug === name);

async function load(locale: Locale, slug: GuidanceSlug): Promise<GuidancePage> {
  const content: unknown = (await import(`../../messages/${locale}/guidance/${slug}.json`)).default;
  return readNamed(`${locale}/guidance`, slug, guidancePage, content);
}

/** What Next builds a page for: every slug there is. */
export const guidanceParams = (): { slug: string }[] => guidanceSlugs.map((slug) => ({ slug }));

/**
 * One page of guidance in a language, checked; null when there is none of that name. Called while pages are built: a
 * wrong file throws there, never on a person's screen.
 */
export const loadGuidancePage = async (locale: Locale, name: string): Promise<GuidancePage | null> =>
  isSlug(name) ? load(locale, name) : null;

/** The pages of these names, in their order. */
export const loadPages = (locale: Locale, slugs: readonly GuidanceSlug[]): Promise<GuidancePage[]> =>
  Promise.all(slugs.map((slug) => load(locale, slug)));

/** Every page of guidance in a language, in the order of the index. */
export const loadGuidance = (locale: Locale): Promise<GuidancePage[]> => loadPages(locale, guidanceSlugs);
