import { SupportScreen } from "@/components/support/support-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function SupportPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <SupportScreen />;
}
