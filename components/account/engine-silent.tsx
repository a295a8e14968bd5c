"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** The engine has not answered: says so, and leads on. */
export function EngineSilent({ onAgain }: { onAgain: () => void }) {
  const t = useTranslations("account.silent");
  return (
    <Notice kind="trouble" title={t("title")} live>
      <p>{t("text")}</p>
      <Button onClick={onAgain}>{t("again")}</Button>
    </Notice>
  );
}
