import { LinkingScreen } from "@/components/link/linking-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function LinkingPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <LinkingScreen />;
}
