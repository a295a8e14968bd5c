import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { localePath } from "@/lib/i18n/locales";

/** For pages that cannot work without scripts: says what is needed, and where help is that needs none. */
export function NoScript({ locale }: { locale: string }) {
  const t = useTranslations("guard");
  return (
    <noscript>
      <Notice kind="waiting" title={t("noScriptTitle")} className="m-4">
        <p>{t("noScript")}</p>
        <p>
          {t("noScriptHelp")}{" "}
          <a className="link" href={localePath(locale, "/help")}>
            {t("helpLink")}
          </a>
        </p>
      </Notice>
    </noscript>
  );
}
