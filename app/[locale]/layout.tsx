import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageTranslation } from "@/components/app-shell/page-translation";
import { LeaveButton } from "@/components/exit/leave-button";
import { locales } from "@/lib/i18n/locales";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";
import "../globals.css";

type Props = LocaleParams & { children: ReactNode };

/** Every language is built ahead; any other first segment is not found. */
export const generateStaticParams = () => locales.map((locale) => ({ locale }));
export const dynamicParams = false;

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

/** One neutral title for every page: a tab, a history list and a bookmark say nothing. */
export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await pageLocale(params), namespace: "meta" });
  return {
    title: t("title"),
    referrer: "no-referrer",
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export default async function RootLayout({ params, children }: Props) {
  const locale = await pageLocale(params);
  return (
    <html lang={locale}>
      <body>
        <PageTranslation />
        <LeaveButton />
        {children}
      </body>
    </html>
  );
}
