import { SettingsScreen } from "@/components/settings/settings-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function SettingsPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <SettingsScreen />;
}
