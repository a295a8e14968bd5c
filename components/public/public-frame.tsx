import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { tabsOf } from "@/components/within-reach/tabs";
import { localePath } from "@/lib/i18n/locales";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { StayOffline } from "./stay-offline";
import { TabbedText } from "./tabbed-text";

type FrameProps = { locale: string; children: ReactNode };

/** Header, page and footer for ways in, and for what is not found. */
export function PublicFrame({ locale, signIn, children }: FrameProps & { signIn?: boolean }) {
  return (
    <Outer locale={locale} signIn={signIn}>
      <main id="main" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <SiteFooter locale={locale} />
    </Outer>
  );
}

/** The same for texts; opened inside the app, they keep its tabs. */
export function TextsFrame({ locale, children }: FrameProps) {
  const shell = useTranslations("shell");
  const ui = useTranslations("ui");
  const tabs = tabsOf(
    (to) => localePath(locale, to),
    (key) => shell(`nav.${key}`),
  );
  return (
    <Outer locale={locale}>
      <TabbedText tabs={tabs} label={ui("navigation")} footer={<SiteFooter locale={locale} />}>
        {children}
      </TabbedText>
    </Outer>
  );
}

function Outer({ locale, signIn, children }: FrameProps & { signIn?: boolean | undefined }) {
  const t = useTranslations("site");
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader locale={locale} signIn={signIn} />
      {children}
      <StayOffline message={t("stayOffline")} />
    </div>
  );
}
