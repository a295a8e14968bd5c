import { type Exercise, exercise, exerciseSlugs } from "@/lib/domain/grounding/schema";
import type { Locale } from "@/lib/i18n/locales";
import { readNamed } from "./read-text";

/**
 * Every grounding exercise in a language, checked, in the order of the page. Called while pages are built: a wrong file
 * throws there, never on a person's screen.
 */
export const loadGrounding = (locale: Locale): Promise<Exercise[]> =>
  Promise.all(
    exerciseSlugs.map(async (slug) => {
      const content: unknown = (await import(`../../messages/${locale}/grounding/${slug}.json`)).default;
      return readNamed(`${locale}/grounding`, slug, exercise, content);
    }),
  );
