import { useTranslations } from "next-intl";
import { DoorLinks } from "@/components/guidance/door-links";
import { PageLink } from "@/components/guidance/page-link";
import { Notice } from "@/components/ui/notice";
import { BackLink, Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import type { Rehearsal } from "@/lib/domain/rehearsal/schema";
import { localePath } from "@/lib/i18n/locales";

type Props = { locale: string; rehearsals: readonly Rehearsal[] };

/** The moments there are to practise. All alike, in no order that means anything; none is marked as begun or done. */
export function RehearsalIndex({ locale, rehearsals }: Props) {
  const t = useTranslations("rehearsal");
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
        <ul className="divide-y divide-line border-y border-line">
          {rehearsals.map(({ slug, title, setting }) => (
            <PageLink
              key={slug}
              href={localePath(locale, `/rehearsal/${slug}`)}
              title={title}
              lead={setting[0]}
            />
          ))}
        </ul>
      </Section>
      <div className="grid gap-3">
        <p className="max-w-[62ch]">{t("heavy")}</p>
        <DoorLinks locale={locale} doors={["grounding", "help"]} />
      </div>
    </Page>
  );
}
