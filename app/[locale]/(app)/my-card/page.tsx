import { OwnCardScreen } from "@/components/paper/own-card-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function OwnCardPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <OwnCardScreen />;
}
