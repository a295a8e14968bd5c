import { HardMomentScreen } from "@/components/hard-moment/hard-moment-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function HardMomentsPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <HardMomentScreen />;
}
