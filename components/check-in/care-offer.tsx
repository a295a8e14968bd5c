"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ReachLink } from "@/components/within-reach/reach-link";

/**
 * Offered quietly after a hard answer, and put away with one press. Both open over the page, as everywhere: nothing
 * of it is kept or asked for.
 */
export function CareOffer({ onDismiss }: { onDismiss: () => void }) {
  const t = useTranslations("checkIn.care");
  return (
    <Notice title={t("title")} live>
      <p>{t("text")}</p>
      <div className="flex flex-wrap items-center gap-x-4">
        <ReachLink what="grounding" className="link inline-flex min-h-11 items-center">
          {t("grounding")}
        </ReachLink>
        <ReachLink what="help" className="link inline-flex min-h-11 items-center">
          {t("help")}
        </ReachLink>
        <Button variant="plain" className="font-normal" onClick={onDismiss}>
          {t("dismiss")}
        </Button>
      </div>
    </Notice>
  );
}
