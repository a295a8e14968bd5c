import { useTranslations } from "next-intl";
import { BackLink, Page, PageHead } from "@/components/ui/page";
import { DOOR_PATHS } from "@/lib/domain/guidance/doors";
import type { GuidancePage } from "@/lib/domain/guidance/schema";
import { type GuidanceGroup, guidanceGroups } from "@/lib/domain/guidance/slugs";
import { localePath } from "@/lib/i18n/locales";
import { DoorLinks } from "./door-links";
import { PageLink } from "./page-link";

type Props = { locale: string; pages: readonly GuidancePage[] };

const PARTNER_GROUPS = ["hearing", "moments", "closeness", "you"] as const satisfies readonly GuidanceGroup[];

/** Every page of guidance by the moment it is for, in two halves: for the one who stands beside, and for oneself. */
export function GuidanceIndex({ locale, pages }: Props) {
  const t = useTranslations("guidance");
  const site = useTranslations("site");
  const halves = ["partner", "self"] as const;
  return (
    <Page>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={<BackLink href={localePath(locale)}>{site("back")}</BackLink>}
      >
        <ul className="-ml-2.5 flex flex-wrap gap-x-2">
          {halves.map((half) => (
            <li key={half}>
              <a href={`#${half}`} className="button font-normal" data-variant="plain">
                {t(`${half}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </PageHead>

      <section aria-labelledby="partner" className="grid gap-7">
        <div className="grid gap-1.5">
          <h2 id="partner" className="text-2xl">
            {t("partner.title")}
          </h2>
          <p className="max-w-[62ch] text-quiet">{t("partner.lead")}</p>
        </div>
        <ul className="grid gap-3 sm:grid-cols-2">
          {(["whatToSay", "rehearsal"] as const).map((door) => (
            <PageLink
              key={door}
              href={localePath(locale, DOOR_PATHS[door])}
              title={t(`doors.${door}`)}
              lead={t(`about.${door}`)}
              className="sheet"
            />
          ))}
        </ul>
        {PARTNER_GROUPS.map((group) => (
          <section key={group} aria-labelledby={group} className="grid gap-3">
            <h3 id={group} className="text-xl">
              {t(`groups.${group}`)}
            </h3>
            <Texts locale={locale} pages={pages} group={group} />
          </section>
        ))}
      </section>

      <section aria-labelledby="self" className="grid gap-4 border-t border-line pt-8">
        <div className="grid gap-1.5">
          <h2 id="self" className="text-2xl">
            {t("self.title")}
          </h2>
          <p className="max-w-[62ch] text-quiet">{t("self.lead")}</p>
        </div>
        <Texts locale={locale} pages={pages} group="self" />
      </section>

      <DoorLinks locale={locale} doors={["grounding", "help"]} />
    </Page>
  );
}

function Texts({ locale, pages, group }: Props & { group: GuidanceGroup }) {
  const slugs: readonly string[] = guidanceGroups[group];
  return (
    <ul className="divide-y divide-line border-y border-line">
      {pages
        .filter(({ slug }) => slugs.includes(slug))
        .map(({ slug, title, lead }) => (
          <PageLink key={slug} href={localePath(locale, `/guidance/${slug}`)} title={title} lead={lead} />
        ))}
    </ul>
  );
}
