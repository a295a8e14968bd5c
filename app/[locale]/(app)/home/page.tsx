import { HomeScreen } from "@/components/home/home-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function HomePage({ params }: LocaleParams) {
  await pageLocale(params);
  return <HomeScreen />;
}
