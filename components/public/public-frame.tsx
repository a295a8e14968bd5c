import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { StayOffline } from "./stay-offline";

type Props = { locale: string; signIn?: boolean; children: ReactNode };

/** Header, page and footer for everything that can be read without an account; sign-in and sign-up stand in it too. */
export function PublicFrame({ locale, signIn, children }: Props) {
  const t = useTranslations("site");
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader locale={locale} signIn={signIn} />
      <main id="main" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <SiteFooter locale={locale} />
      <StayOffline message={t("stayOffline")} />
    </div>
  );
}
