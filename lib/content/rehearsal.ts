import { type Rehearsal, rehearsal } from "@/lib/domain/rehearsal/schema";
import { type RehearsalSlug, rehearsalSlugs } from "@/lib/domain/rehearsal/slugs";
import type { Locale } from "@/lib/i18n/locales";

const isSlug = (name: string): name is RehearsalSlug => rehearsalSlugs.some((slug) => slug === name);

async function load(locale: Locale, slug: RehearsalSlug): Promise<Rehearsal> {
  const file: unknown = (await import(`../../messages/${locale}/rehearsal/${slug}.json`)).default;
  const moment = rehearsal.parse(file);
  if (moment.slug !== slug) throw new Error(`rehearsal/${slug}.json says it is ${moment.slug}`);
  return moment;
}

/** What Next builds a page for: every slug there is. */
export const rehearsalParams = (): { slug: string }[] => rehearsalSlugs.map((slug) => ({ slug }));

/**
 * One moment to practise in a language, checked; null when there is none of that name. Called while pages are built: a
 * wrong file throws there, never on a person's screen.
 */
export const loadRehearsal = async (locale: Locale, name: string): Promise<Rehearsal | null> =>
  isSlug(name) ? load(locale, name) : null;

/** Every moment there is to practise in a language, in the order of the index. */
export const loadRehearsals = (locale: Locale): Promise<Rehearsal[]> =>
  Promise.all(rehearsalSlugs.map((slug) => load(locale, slug)));
