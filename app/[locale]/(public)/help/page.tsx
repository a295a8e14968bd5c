import { HelpPage } from "@/components/help/help-page";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function HelpLinesPage({ params }: LocaleParams) {
  return <HelpPage locale={await pageLocale(params)} />;
}
