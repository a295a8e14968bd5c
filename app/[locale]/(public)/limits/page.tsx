import { Limits } from "@/components/public/limits";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function LimitsPage({ params }: LocaleParams) {
  return <Limits locale={await pageLocale(params)} />;
}
