import { CheckInScreen } from "@/components/check-in/check-in-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function CheckInPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <CheckInScreen />;
}
