import { HelpScreen } from "@/components/help/help-screen";
import { BackToStart } from "@/components/public/back-to-start";
import { helpLines } from "@/lib/content/help-lines";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function HelpLinesPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  return <HelpScreen directory={helpLines} back={<BackToStart locale={locale} />} />;
}
