import { SharingScreen } from "@/components/sharing/sharing-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function SharingPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <SharingScreen />;
}
