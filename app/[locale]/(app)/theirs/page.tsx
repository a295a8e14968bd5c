import { TheirsScreen } from "@/components/partner/theirs-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function TheirsPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <TheirsScreen />;
}
