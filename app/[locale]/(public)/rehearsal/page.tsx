import { RehearsalIndex } from "@/components/rehearsal/rehearsal-index";
import { loadRehearsals } from "@/lib/content/rehearsal";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function RehearsalIndexPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  return <RehearsalIndex locale={locale} rehearsals={await loadRehearsals(locale)} />;
}
