import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { localePath } from "@/lib/i18n/locales";
import { SecureGate } from "./secure-gate";

/**
 * Wraps what handles secrets. Where there is no secure context, or no WebCrypto, it shows why Stile will not run
 * in place of `children`. Put it around every sign-in, sign-up and signed-in screen.
 */
export function InsecureContext({ locale, children }: { locale: string; children: ReactNode }) {
  const t = useTranslations("guard");
  return (
    <SecureGate
      otherwise={
        <Notice kind="trouble" title={t("insecureTitle")} live className="mx-4 mt-20 mb-4">
          <p>{t("insecure")}</p>
          <p>{t("insecureTry")}</p>
          <p>{t("outdated")}</p>
          <p>
            <a className="link" href={localePath(locale, "/help")}>
              {t("helpLink")}
            </a>
          </p>
        </Notice>
      }
    >
      {children}
    </SecureGate>
  );
}
