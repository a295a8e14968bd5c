import { RecoverScreen } from "@/components/account/recover-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function RecoverPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <RecoverScreen />;
}
