import { type Rehearsal, rehearsal } from "@/lib/domain/rehearsal/schema";
import { type RehearsalSlug, rehearsalSlugs } from "@/lib/domain/rehearsal/slugs";
import type { Locale } from "@/lib/i18n/locales";
import { readNamed } from "./read-text";

const isSlug = (name: string): name is RehearsalSlug => rehearsalSlugs.some((slug) => slug === name);

async function load(locale: Locale, slug: RehearsalSlug): Promise<Rehearsal> {
  const content: unknown = (await import(`../../messages/${locale}/rehearsal/${slug}.json`)).default;
  return readNamed(`${locale}/rehearsal`, slug, rehearsal, content);
}

/** What Next builds a page for: every slug there is. */
export const rehearsalParams = (): { slug: string }[] => rehearsalSlugs.map((slug) => ({ slug }));

/**
 * One moment to practise in a language, checked; null when there is none of that name. Called while pages are built: a
 * wrong file throws there, never on a person's screen.
 */
export const loadRehearsal = async (locale: Locale, name: string): Promise<Rehearsal | null> =>
  isSlug(name) ? load(locale, name) : null;

/** The same moment from its other side, whichever of the two this is; null where it has one side only. */
export const loadOtherSide = async (
  locale: Locale,
  { slug, otherSideOf }: Rehearsal,
): Promise<Rehearsal | null> => {
  if (otherSideOf !== undefined) return load(locale, otherSideOf);
  return (await loadRehearsals(locale)).find((one) => one.otherSideOf === slug) ?? null;
};

/** Every moment there is to practise in a language, in the order of the index. */
export const loadRehearsals = (locale: Locale): Promise<Rehearsal[]> =>
  Promise.all(rehearsalSlugs.map((slug) => load(locale, slug)));
