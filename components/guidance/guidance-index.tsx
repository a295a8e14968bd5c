import { useTranslations } from "next-intl";
import { BackToStart } from "@/components/public/back-to-start";
import { AnchorButton } from "@/components/ui/anchor-button";
import { Page, PageHead } from "@/components/ui/page";
import { DOOR_PATHS } from "@/lib/domain/guidance/doors";
import type { PhrasePage } from "@/lib/domain/guidance/phrases";
import type { GuidancePage } from "@/lib/domain/guidance/schema";
import { type GuidanceGroup, guidanceGroups } from "@/lib/domain/guidance/slugs";
import { localePath } from "@/lib/i18n/locales";
import { DoorLinks } from "./door-links";
import { GuidanceLinks } from "./guidance-links";
import { PageLink } from "./page-link";

type Props = {
  locale: string;
  pages: readonly GuidancePage[];
  /** What the pairs of what to say are marked with. */
  phrases: Pick<PhrasePage, "speaksOfAssault">;
};

const HALVES = ["partner", "self"] as const;
const PARTNER_GROUPS = ["hearing", "moments", "closeness", "you"] as const satisfies readonly GuidanceGroup[];

/** Every page of guidance by the moment it is for, in two halves: for a partner who wants to help, and for the one who sets boundaries. */
export function GuidanceIndex({ locale, pages, phrases }: Props) {
  const t = useTranslations("guidance");
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} back={<BackToStart locale={locale} />}>
        <ul className="-ml-2.5 flex flex-wrap gap-x-2">
          {HALVES.map((half) => (
            <li key={half}>
              <AnchorButton href={`#${half}`} variant="plain" className="font-normal">
                {t(`${half}.title`)}
              </AnchorButton>
            </li>
          ))}
        </ul>
      </PageHead>

      <section aria-labelledby="partner" className="grid grid-cols-1 gap-7">
        <HalfHead half="partner" />
        <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          {(["whatToSay", "rehearsal"] as const).map((door) => (
            <PageLink
              key={door}
              href={localePath(locale, DOOR_PATHS[door])}
              title={t(`doors.${door}`)}
              lead={t(`about.${door}`)}
              speaksOfAssault={door === "whatToSay" ? phrases.speaksOfAssault : undefined}
              className="card"
            />
          ))}
        </ul>
        {PARTNER_GROUPS.map((group) => (
          <section key={group} aria-labelledby={group} className="grid grid-cols-1 gap-3">
            <h3 id={group} className="text-xl">
              {t(`groups.${group}`)}
            </h3>
            <GuidanceLinks locale={locale} pages={inGroup(pages, group)} />
          </section>
        ))}
      </section>

      <section aria-labelledby="self" className="grid grid-cols-1 gap-4 border-t border-line pt-8">
        <HalfHead half="self" />
        <GuidanceLinks locale={locale} pages={inGroup(pages, "self")} />
      </section>

      <DoorLinks locale={locale} doors={["grounding", "help"]} />
    </Page>
  );
}

/** The head of a half. Its id is where the links at the top of the page lead. */
function HalfHead({ half }: { half: (typeof HALVES)[number] }) {
  const t = useTranslations("guidance");
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <h2 id={half} className="text-2xl">
        {t(`${half}.title`)}
      </h2>
      <p className="max-w-[62ch] text-quiet">{t(`${half}.lead`)}</p>
    </div>
  );
}

/** The pages of one group, in reading order. */
function inGroup(pages: readonly GuidancePage[], group: GuidanceGroup): GuidancePage[] {
  const slugs: readonly string[] = guidanceGroups[group];
  return pages.filter(({ slug }) => slugs.includes(slug));
}
