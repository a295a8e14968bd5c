import { useTranslations } from "next-intl";
import { BackToStart } from "@/components/public/back-to-start";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { readings } from "@/lib/domain/host-view/columns";
import { localePath } from "@/lib/i18n/locales";
import { KeptTables } from "./kept-tables";
import { ReadingMark } from "./reading-mark";

/** Everything that the server keeps, and what each piece of it tells whoever runs it. */
export function HostViewPage({ locale }: { locale: string }) {
  const t = useTranslations("hostView");
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} back={<BackToStart locale={locale} />} />
      <Section title={t("legendTitle")}>
        <dl className="grid gap-x-5 gap-y-3 sm:grid-cols-[auto_minmax(0,1fr)]">
          {readings.map((reading) => (
            <div key={reading} className="grid gap-1 sm:contents">
              <dt>
                <ReadingMark reading={reading} />
              </dt>
              <dd className="max-w-[52ch] sm:pt-0.5">{t(`readings.${reading}.tells`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t("listTitle")} lead={t("listLead")}>
        <KeptTables />
      </Section>
      <Section title={t("noticeTitle")}>
        <div className="prose">
          <ul>
            <li>{t("notice1")}</li>
            <li>{t("notice2")}</li>
            <li>{t("notice3")}</li>
          </ul>
        </div>
      </Section>
      <Section title={t("neverTitle")}>
        <div className="prose">
          <ul>
            <li>{t("never1")}</li>
            <li>{t("never2")}</li>
            <li>{t("never3")}</li>
            <li>{t("never4")}</li>
          </ul>
        </div>
      </Section>
      <Section title={t("changeTitle")}>
        <div className="prose">
          <p>{t("change")}</p>
          <p>
            <Link href={localePath(locale, "/limits")}>{t("limitsLink")}</Link>
          </p>
        </div>
      </Section>
      <Section title={t("whyTitle")}>
        <p className="max-w-[62ch]">{t("why")}</p>
        <LinkButton href={localePath(locale, "/settings/held")} className="mt-2 justify-self-start">
          {t("heldLink")}
        </LinkButton>
      </Section>
    </Page>
  );
}
