import { type Exercise, exercise, exerciseSlugs } from "@/lib/domain/grounding/schema";
import type { Locale } from "@/lib/i18n/locales";

/**
 * Every grounding exercise in a language, checked, in the order of the page. Called while pages are built: a wrong file
 * throws there, never on a person's screen.
 */
export const loadGrounding = (locale: Locale): Promise<Exercise[]> =>
  Promise.all(
    exerciseSlugs.map(async (slug) => {
      const file: unknown = (await import(`../../messages/${locale}/grounding/${slug}.json`)).default;
      const read = exercise.parse(file);
      if (read.slug !== slug) throw new Error(`grounding/${slug}.json says it is ${read.slug}`);
      return read;
    }),
  );
