import { ComfortScreen } from "@/components/comfort/comfort-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function ComfortPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <ComfortScreen />;
}
