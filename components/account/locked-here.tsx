"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { useStanding } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";

/** Where this browser is signed in and locked: the shorter way. It says no more than `/home` does to whoever opens it. */
export function LockedHere() {
  const t = useTranslations("account.signIn");
  const path = usePath();
  if (useStanding().status !== "locked") return null;
  return (
    <Notice live>
      <p>{t("lockedHere")}</p>
      <p>
        <Link className="link inline-flex min-h-11 items-center" href={path("/home")}>
          {t("unlockHere")}
        </Link>
      </p>
    </Notice>
  );
}
