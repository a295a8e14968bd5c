import { LinkScreen } from "@/components/link/link-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function LinkPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <LinkScreen />;
}
