import { useTranslations } from "next-intl";
import { SourceList } from "@/components/guidance/source-list";
import { SpeaksOfAssault } from "@/components/guidance/speaks-of-assault";
import { LinkButton } from "@/components/ui/link-button";
import { BackLink, Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import type { Source } from "@/lib/domain/guidance/schema";
import type { Rehearsal } from "@/lib/domain/rehearsal/schema";
import { unfold } from "@/lib/domain/rehearsal/walk";
import { localePath } from "@/lib/i18n/locales";
import { Conversation } from "./conversation";
import { RehearsalLink } from "./rehearsal-link";

type Props = {
  locale: string;
  rehearsal: Rehearsal;
  /** The same moment from its other side, where it has one. */
  otherSide: Rehearsal | null;
  sources: readonly Source[];
};

/** One moment to practise. Stopping, grounding and help lines stay in sight below every step. */
export function RehearsalPage({ locale, rehearsal, otherSide, sources }: Props) {
  const t = useTranslations("rehearsal");
  const site = useTranslations("site");
  const grounding = useTranslations("grounding");
  const ways = [
    { href: localePath(locale, "/rehearsal"), label: t("stop") },
    { href: localePath(locale, "/grounding"), label: grounding("open") },
    { href: localePath(locale, "/help"), label: site("help") },
  ];
  return (
    <Page>
      <PageHead
        title={rehearsal.title}
        back={<BackLink href={localePath(locale, "/rehearsal")}>{t("back")}</BackLink>}
      >
        <SpeaksOfAssault text={rehearsal} />
        <p className="max-w-[62ch] text-quiet">
          {t(rehearsal.otherSideOf === undefined ? "practice" : "practiceOtherSide")}
        </p>
        <p className="max-w-[62ch] text-quiet">{t("lines")}</p>
      </PageHead>
      <div className="grid gap-5">
        <Section title={t("begins")}>
          {rehearsal.setting.map((line) => (
            <p key={line} className="max-w-[62ch]">
              {line}
            </p>
          ))}
          <Conversation branch={unfold(rehearsal.nodes)} />
        </Section>
        <nav aria-label={t("atHand")} className="at-hand">
          <ul className="flex flex-wrap">
            {ways.map(({ href, label }) => (
              <li key={href}>
                <LinkButton href={href} variant="plain" className="text-sm">
                  {label}
                </LinkButton>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {otherSide !== null && (
        <Section title={t("otherSide")}>
          <ul className="divide-y divide-line border-y border-line">
            <RehearsalLink locale={locale} rehearsal={otherSide} />
          </ul>
        </Section>
      )}
      <SourceList sources={sources} reviewed={rehearsal.reviewed} />
    </Page>
  );
}
