"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page";
import { usePath } from "@/lib/i18n/use-path";

/** Nobody is signed in. Where one was is not put in the address: it would stay in the history. */
export function SignedOut() {
  const t = useTranslations("shell.signedOut");
  const path = usePath();
  return (
    <div className="grid gap-6">
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="flex flex-wrap gap-3">
        <LinkButton variant="primary" href={path("/sign-in")}>
          {t("signIn")}
        </LinkButton>
        <LinkButton href={path("/sign-up")}>{t("signUp")}</LinkButton>
      </div>
    </div>
  );
}
