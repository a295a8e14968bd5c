import { GuidanceIndex } from "@/components/guidance/guidance-index";
import { loadGuidance } from "@/lib/content/guidance";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function GuidanceIndexPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  return <GuidanceIndex locale={locale} pages={await loadGuidance(locale)} />;
}
