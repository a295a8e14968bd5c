import type { GuidancePage } from "@/lib/domain/guidance/schema";
import { localePath } from "@/lib/i18n/locales";
import { PageLink } from "./page-link";

/** The ways to some pages of guidance, one below the other. */
export function GuidanceLinks({ locale, pages }: { locale: string; pages: readonly GuidancePage[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {pages.map(({ slug, ...page }) => (
        <PageLink
          key={slug}
          href={localePath(locale, `/guidance/${slug}`)}
          title={page.title}
          lead={page.lead}
          speaksOfAssault={page.speaksOfAssault}
        />
      ))}
    </ul>
  );
}
