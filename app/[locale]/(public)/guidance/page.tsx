import { GuidanceIndex } from "@/components/guidance/guidance-index";
import { loadGuidance } from "@/lib/content/guidance";
import { loadPhrases } from "@/lib/content/phrases";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function GuidanceIndexPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  return (
    <GuidanceIndex locale={locale} pages={await loadGuidance(locale)} phrases={await loadPhrases(locale)} />
  );
}
