"use client";

import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/kind/use-kind-words";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import type { GuidanceSlug } from "@/lib/domain/guidance/slugs";
import { ownNameIn } from "@/lib/domain/kind/content";
import type { KindDefinition } from "@/lib/domain/kind/definition";
import { KINDS, type PageItemOf } from "@/lib/domain/kinds";
import { PAGE_FOR_SITUATION, SITUATIONS } from "@/lib/domain/kinds/support";
import { saysNo } from "@/lib/domain/sheet/arrange";
import { usePath } from "@/lib/i18n/use-path";

/**
 * The way to the page about an item: about a no, where it says one, and that of its kind, if there is one. Either goes by what the
 * reader has before them, so it tells nothing more.
 */
export function ReadAbout({ item }: { item: PageItemOf }) {
  const t = useTranslations("sheet.reading");
  const { say, named } = useKindWords();
  const definition: KindDefinition = KINDS[item.kind];
  const { guidance } = definition;
  if (saysNo(item)) return <ReadLink slug="if-a-no-hurts">{t("noHurts")}</ReadLink>;
  if (guidance === undefined) return null;
  const name = ownNameIn(definition, item);
  const starter = name !== null && "starter" in name ? name.starter : "";
  const page = guidance.of?.[starter];
  return page === undefined ? (
    <ReadLink slug={guidance.page}>{say(item.kind, "guidance")}</ReadLink>
  ) : (
    <ReadLink slug={page}>{t("about", { situation: named(item.kind, starter, "theirs") })}</ReadLink>
  );
}

/** The way to the page about an empty page. */
export function ReadAboutEmptyPage() {
  const t = useTranslations("sheet.reading");
  return <ReadLink slug="when-the-page-is-empty">{t("emptyPage")}</ReadLink>;
}

/** Every situation with its page, the same list for everyone. */
export function ReadingList() {
  const t = useTranslations("sheet.reading");
  const { named } = useKindWords();
  return (
    <Disclosure summary={t("title")} className="border-y border-line">
      <p className="max-w-[58ch] text-quiet">{t("lead")}</p>
      <ul className="mt-2 grid sm:grid-cols-2">
        {SITUATIONS.map((situation) => (
          <li key={situation}>
            <ReadLink slug={PAGE_FOR_SITUATION[situation]}>{named("support", situation, "theirs")}</ReadLink>
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
