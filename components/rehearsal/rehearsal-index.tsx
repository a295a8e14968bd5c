import { useTranslations } from "next-intl";
import { DoorLinks } from "@/components/guidance/door-links";
import { Notice } from "@/components/ui/notice";
import { BackLink, Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import type { Rehearsal } from "@/lib/domain/rehearsal/schema";
import { localePath } from "@/lib/i18n/locales";
import { RehearsalLink } from "./rehearsal-link";

type Props = { locale: string; rehearsals: readonly Rehearsal[] };

/** The moments there are to practise. All alike, in no order that means anything; none is marked as begun or done. */
export function RehearsalIndex({ locale, rehearsals }: Props) {
  const t = useTranslations("rehearsal");
  const list = (some: readonly Rehearsal[]) => (
    <ul className="divide-y divide-line border-y border-line">
      {some.map((rehearsal) => (
        <RehearsalLink key={rehearsal.slug} locale={locale} rehearsal={rehearsal} />
      ))}
    </ul>
  );
  return (
    <Page>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={<BackLink href={localePath(locale, "/guidance")}>{t("toGuidance")}</BackLink>}
      />
      <Notice>{t("practice")}</Notice>
      <div className="prose">
        <p>{t("how")}</p>
        <p>{t("kept")}</p>
      </div>
      <Section title={t("listTitle")}>
        {list(rehearsals.filter(({ otherSideOf }) => otherSideOf === undefined))}
      </Section>
      <Section title={t("otherSides")} lead={t("otherSidesLead")}>
        {list(rehearsals.filter(({ otherSideOf }) => otherSideOf !== undefined))}
      </Section>
      <div className="grid gap-3">
        <p className="max-w-[62ch]">{t("heavy")}</p>
        <DoorLinks locale={locale} doors={["grounding", "help"]} />
      </div>
    </Page>
  );
}
