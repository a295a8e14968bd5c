import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import type { HelpDirectory } from "@/lib/domain/help/schema";
import { HelpCountries } from "./help-countries";
import { HelpGroups } from "./help-groups";

type Props = {
  directory: HelpDirectory;
  back?: ReactNode;
  /** It opened over another page, and so left nothing in the browser’s history. */
  inPlace?: boolean;
};

/** Every help line: what a call or a visit leaves behind comes before the numbers. All of it is on the page. */
export function HelpScreen({ directory, back, inPlace = false }: Props) {
  const t = useTranslations("help");
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} back={back} />
      <Section title={t("beforeTitle")}>
        <div className="prose">
          <ul>
            <li>{t("before1")}</li>
            <li>{t(inPlace ? "before2InPlace" : "before2")}</li>
            <li>{t("before3")}</li>
          </ul>
        </div>
      </Section>
      <Disclosure summary={t("afterTitle")} className="border-y border-line">
        <div className="prose">
          <p>{t("after")}</p>
          <p>{t("afterRules")}</p>
          <p className="text-sm text-quiet">{t("afterSource")}</p>
        </div>
      </Disclosure>
      <Section title={t("countries")}>
        <HelpCountries directory={directory} />
      </Section>
      <Section title={t("notHereTitle")}>
        <p className="max-w-[62ch]">{t("notHere")}</p>
      </Section>
      <Section title={t("groupsTitle")} lead={t("groupsLead")}>
        <HelpGroups directory={directory} />
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
