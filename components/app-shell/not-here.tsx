"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { PageHead } from "@/components/ui/page";
import { usePath } from "@/lib/i18n/use-path";

/** The refusal to run where nothing could be kept safe, with its reason. */
export function NotHere({ why }: { why: "insecure" | "unsupported" }) {
  const t = useTranslations("shell.insecure");
  const path = usePath();
  return (
    <div className="grid gap-6">
      <PageHead title={t("title")} />
      <div className="prose">
        <p>{t(why === "insecure" ? "why" : "unsupportedWhy")}</p>
        <p>{t(why === "insecure" ? "what" : "unsupportedWhat")}</p>
        <p>
          <Link href={path("/help")}>{t("help")}</Link>
        </p>
      </div>
    </div>
  );
}
