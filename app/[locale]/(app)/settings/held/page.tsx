import { HeldScreen } from "@/components/host-view/held-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function HeldPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <HeldScreen />;
}
