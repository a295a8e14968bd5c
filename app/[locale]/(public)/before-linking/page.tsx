import { BeforeLinking } from "@/components/public/before-linking";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function BeforeLinkingPage({ params }: LocaleParams) {
  return <BeforeLinking locale={await pageLocale(params)} />;
}
