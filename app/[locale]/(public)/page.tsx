import { Landing } from "@/components/public/landing";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function LandingPage({ params }: LocaleParams) {
  return <Landing locale={await pageLocale(params)} />;
}
