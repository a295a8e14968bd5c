"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { GroundingLink } from "@/components/grounding/within-reach";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { usePath } from "@/lib/i18n/use-path";

const STEPS = ["1", "2", "3", "4", "5", "6"] as const;

/** Offered quietly after a hard answer, and put away with one press. Nothing of it is kept. */
export function CareOffer({ onDismiss }: { onDismiss: () => void }) {
  const t = useTranslations("checkIn.care");
  const path = usePath();
  return (
    <Notice title={t("title")} live>
      <p>{t("text")}</p>
      <Disclosure summary={t("exercise")}>
        <ol className="grid gap-3">
          {STEPS.map((step) => (
            <li key={step} className="flex gap-3">
              <span className="min-w-5 font-bold text-accent" aria-hidden="true">
                {step}
              </span>
              <span>{t(`steps.${step}`)}</span>
            </li>
          ))}
        </ol>
      </Disclosure>
      <div className="flex flex-wrap items-center gap-x-4">
        <GroundingLink className="link inline-flex min-h-11 items-center">{t("grounding")}</GroundingLink>
        <Link className="link inline-flex min-h-11 items-center" href={path("/help")}>
          {t("help")}
        </Link>
        <Button variant="plain" onClick={onDismiss}>
          {t("dismiss")}
        </Button>
      </div>
    </Notice>
  );
}
