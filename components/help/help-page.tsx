import { useTranslations } from "next-intl";
import { BackToStart } from "@/components/public/back-to-start";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { HelpDirectory } from "./help-directory";
import { HelpGroups } from "./help-groups";

/** The page of help lines: what a call or a visit leaves behind comes before the numbers. */
export function HelpPage({ locale }: { locale: string }) {
  const t = useTranslations("help");
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} back={<BackToStart locale={locale} />}>
        <a href="#after" className="justify-self-start">
          {t("afterTitle")}
        </a>
      </PageHead>
      <Section title={t("beforeTitle")}>
        <div className="prose">
          <ul>
            <li>{t("before1")}</li>
            <li>{t("before2")}</li>
            <li>{t("before3")}</li>
          </ul>
        </div>
      </Section>
      <Section title={t("countries")}>
        <HelpDirectory />
      </Section>
      <Section title={t("notHereTitle")}>
        <p className="max-w-[62ch]">{t("notHere")}</p>
      </Section>
      <Section id="after" title={t("afterTitle")}>
        <div className="prose">
          <p>{t("after")}</p>
          <p>{t("afterRules")}</p>
          <p className="text-sm text-quiet">{t("afterSource")}</p>
        </div>
      </Section>
      <Section title={t("groupsTitle")} lead={t("groupsLead")}>
        <HelpGroups />
      </Section>
      <Section title={t("aboutTitle")}>
        <div className="prose">
          <p>{t("about1")}</p>
          <p>{t("about2")}</p>
        </div>
      </Section>
    </Page>
  );
}
