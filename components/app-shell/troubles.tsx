"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useVault } from "@/lib/client/use-stile";

/** Says plainly which document could not be opened and why, on every page, for as long as it is so. */
export function Troubles() {
  const t = useTranslations("shell.troubles");
  const { troubles } = useVault();
  if (troubles.length === 0) return null;
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 pt-6 sm:px-6">
      <Notice kind="trouble" title={t("title")} live>
        {troubles.map(({ document, problem }) => (
          <p key={`${document} ${problem}`}>{t(`problem.${problem}`, { what: t(`document.${document}`) })}</p>
        ))}
        <p>{t("left")}</p>
      </Notice>
    </div>
  );
}
