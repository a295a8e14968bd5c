import { GroundingPage } from "@/components/grounding/grounding-page";
import { loadGrounding } from "@/lib/content/grounding";
import { ClientMessages } from "@/lib/i18n/client-messages";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function GroundingRoute({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  return (
    <ClientMessages locale={locale} namespaces={["grounding"]}>
      <GroundingPage locale={locale} exercises={await loadGrounding(locale)} />
    </ClientMessages>
  );
}
