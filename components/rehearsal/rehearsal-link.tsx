import { PageLink } from "@/components/guidance/page-link";
import type { Rehearsal } from "@/lib/domain/rehearsal/schema";
import { localePath } from "@/lib/i18n/locales";

/** The way to a moment to practise: its title, and where one is when it begins. */
export function RehearsalLink({ locale, rehearsal }: { locale: string; rehearsal: Rehearsal }) {
  return (
    <PageLink
      href={localePath(locale, `/rehearsal/${rehearsal.slug}`)}
      title={rehearsal.title}
      lead={rehearsal.setting[0]}
      speaksOfAssault={rehearsal.speaksOfAssault}
    />
  );
}
