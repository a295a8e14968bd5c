import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { localePath } from "@/lib/i18n/locales";

/** What is needed, for a browser that runs no scripts. The help lines are a page without any. */
export function NoScript() {
  const t = useTranslations("shell.noscript");
  const locale = useLocale();
  return (
    <noscript>
      <div className="mx-auto max-w-[36rem] px-4 pt-20 pb-8 sm:px-6">
        <Notice title={t("title")}>
          <p>{t("why")}</p>
          <p>
            <Link className="link" href={localePath(locale, "/help")}>
              {t("help")}
            </Link>
          </p>
        </Notice>
      </div>
    </noscript>
  );
}
