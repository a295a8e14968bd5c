import { useTranslations } from "next-intl";
import { BackLink, Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import type { GuidancePage as Guidance, Source } from "@/lib/domain/guidance/schema";
import { localePath } from "@/lib/i18n/locales";
import { DoorLinks } from "./door-links";
import { PageLink } from "./page-link";
import { SourceList } from "./source-list";

type Props = { locale: string; page: Guidance; next: readonly Guidance[]; sources: readonly Source[] };

/** One page of guidance: text to read, what to read next, and what it rests on. */
export function GuidancePage({ locale, page, next, sources }: Props) {
  const t = useTranslations("guidance");
  return (
    <Page>
      <PageHead
        title={page.title}
        lead={page.lead}
        back={<BackLink href={localePath(locale, "/guidance")}>{t("back")}</BackLink>}
      />
      <div className="prose">
        {page.sections.flatMap(({ heading, text, list }, index) => [
          <h2 key={heading} className={index === 0 ? "mt-0" : undefined}>
            {heading}
          </h2>,
          ...text.map((paragraph) => <p key={paragraph}>{paragraph}</p>),
          list && (
            <ul key={`${heading}, list`}>
              {list.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ),
        ])}
      </div>
      {page.doors && <DoorLinks locale={locale} doors={page.doors} />}
      <Section title={t("next")}>
        <ul className="divide-y divide-line border-y border-line">
          {next.map(({ slug, title, lead }) => (
            <PageLink key={slug} href={localePath(locale, `/guidance/${slug}`)} title={title} lead={lead} />
          ))}
        </ul>
      </Section>
      <SourceList sources={sources} reviewed={page.reviewed} />
    </Page>
  );
}
