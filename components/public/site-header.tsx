import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { Mark } from "@/components/ui/mark";
import { SkipLink } from "@/components/ui/skip-link";
import { localePath } from "@/lib/i18n/locales";
import { StartLink } from "./start-link";

/** The strip on top of public pages. The way out floats in its right end. */
export function SiteHeader({ locale, signIn = true }: { locale: string; signIn?: boolean }) {
  const t = useTranslations("site");
  const ui = useTranslations("ui");
  const grounding = useTranslations("grounding");
  return (
    <header className="topbar justify-between">
      <SkipLink>{ui("skipToContent")}</SkipLink>
      <StartLink
        start={localePath(locale)}
        home={localePath(locale, "/home")}
        aria-label={t("toStart")}
        className="flex min-h-11 items-center gap-2 text-lg font-bold text-ink no-underline"
      >
        <Mark size={30} className="text-accent" />
        <span className="max-[22rem]:hidden">{t("name")}</span>
      </StartLink>
      <div className="flex">
        {/* The same for everyone: home opens, unlocks, or says how to sign in. On a phone there is room for one of the two; the
            foot of the page leads to one’s own pages as well. */}
        {signIn && (
          <LinkButton href={localePath(locale, "/home")} variant="plain" className="max-[32rem]:hidden">
            {t("yourPages")}
          </LinkButton>
        )}
        <LinkButton href={localePath(locale, "/grounding")} variant="plain">
          {grounding("open")}
        </LinkButton>
      </div>
    </header>
  );
}
