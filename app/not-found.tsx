import { getTranslations, setRequestLocale } from "next-intl/server";
import { LeaveButton } from "@/components/exit/leave-button";
import { NotFoundPage } from "@/components/public/not-found-page";
import { PublicFrame } from "@/components/public/public-frame";
import { defaultLocale } from "@/lib/i18n/locales";
import "./globals.css";

export async function generateMetadata() {
  const t = await getTranslations({ locale: defaultLocale, namespace: "meta" });
  return { title: t("title") };
}

/** No route matched, so there is no language in the path: the default one is used. */
export default function NotFound() {
  setRequestLocale(defaultLocale);
  return (
    <html lang={defaultLocale}>
      <body>
        <LeaveButton />
        <PublicFrame locale={defaultLocale}>
          <NotFoundPage locale={defaultLocale} />
        </PublicFrame>
      </body>
    </html>
  );
}
