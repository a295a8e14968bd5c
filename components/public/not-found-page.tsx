import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { Page, PageHead } from "@/components/ui/page";
import { localePath } from "@/lib/i18n/locales";

/** What any address shows that leads nowhere. */
export function NotFoundPage({ locale }: { locale: string }) {
  const t = useTranslations("notFound");
  return (
    <Page>
      <PageHead title={t("title")} lead={t("text")} />
      <LinkButton href={localePath(locale)} className="justify-self-start">
        {t("start")}
      </LinkButton>
    </Page>
  );
}
