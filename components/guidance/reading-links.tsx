"use client";

import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import { PAGE_FOR_SITUATION } from "@/lib/domain/guidance/for-situation";
import type { GuidanceSlug } from "@/lib/domain/guidance/slugs";
import { SITUATIONS, type Situation } from "@/lib/domain/kinds/support";
import { usePath } from "@/lib/i18n/use-path";

/** The way to the page about a situation, or to the general one. The same whatever was shared, so it tells nothing more. */
export function ReadAbout({ situation }: { situation?: Situation }) {
  const t = useTranslations("sheet");
  return situation === undefined ? (
    <ReadLink slug="signs-and-what-helps">{t("reading.signs")}</ReadLink>
  ) : (
    <ReadLink slug={PAGE_FOR_SITUATION[situation]}>
      {t("reading.about", { situation: t(`situations.${situation}`) })}
    </ReadLink>
  );
}

/** The way to the page about an empty page. */
export function ReadAboutEmptyPage() {
  const t = useTranslations("sheet.reading");
  return <ReadLink slug="when-the-page-is-empty">{t("emptyPage")}</ReadLink>;
}

/** Every situation with its page, the same list for everyone. */
export function ReadingList() {
  const t = useTranslations("sheet");
  return (
    <Disclosure summary={t("reading.title")} className="border-y border-line">
      <p className="max-w-[58ch] text-quiet">{t("reading.lead")}</p>
      <ul className="mt-2 grid sm:grid-cols-2">
        {SITUATIONS.map((situation) => (
          <li key={situation}>
            <ReadLink slug={PAGE_FOR_SITUATION[situation]}>{t(`situations.${situation}`)}</ReadLink>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function ReadLink({ slug, children }: { slug: GuidanceSlug; children: string }) {
  const path = usePath();
  return (
    <Link
      href={path(`/guidance/${slug}`)}
      className="link inline-flex min-h-11 items-center justify-self-start"
    >
      {children}
    </Link>
  );
}
