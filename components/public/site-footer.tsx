import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { localePath } from "@/lib/i18n/locales";

/** The end of every public page: help and limits are never more than one press away. */
export function SiteFooter({ locale }: { locale: string }) {
  const t = useTranslations("site");
  const pages = [
    { href: localePath(locale, "/help"), label: t("help") },
    { href: localePath(locale, "/guidance"), label: t("guidance") },
    // True for whoever reads it: home shows the pages, or how to sign in. What stands here is the same for everyone.
    { href: localePath(locale, "/home"), label: t("yourPages") },
    { href: localePath(locale, "/rehearsal"), label: t("rehearsal") },
    { href: localePath(locale, "/limits"), label: t("limits") },
    { href: localePath(locale, "/before-linking"), label: t("beforeLinking") },
  ];
  return (
    <footer className="mt-auto border-t border-line">
      <div className="mx-auto grid max-w-[60rem] gap-3 px-4 py-8 sm:px-6">
        <nav aria-label={t("footer")}>
          <ul className="-mx-2.5 flex flex-wrap sm:gap-x-1">
            {pages.map((page) => (
              <li key={page.href}>
                <LinkButton href={page.href} variant="plain" className="text-sm font-normal">
                  {page.label}
                </LinkButton>
              </li>
            ))}
          </ul>
        </nav>
        <p className="text-sm text-quiet">{t("noThirdParty")}</p>
      </div>
    </footer>
  );
}
