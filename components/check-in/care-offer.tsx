"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ReachLinks } from "@/components/within-reach/reach-links";

/**
 * Offered quietly after a hard answer, and put away with one press. Both open over the page, as everywhere: nothing
 * of it is kept or asked for.
 */
export function CareOffer({ onDismiss }: { onDismiss: () => void }) {
  const t = useTranslations("checkIn.care");
  return (
    <Notice title={t("title")} live>
      <p>{t("text")}</p>
      <ReachLinks
        to={[
          ["grounding", t("grounding")],
          ["help", t("help")],
        ]}
      >
        <Button variant="plain" className="-ml-2.5 font-normal" onClick={onDismiss}>
          {t("dismiss")}
        </Button>
      </ReachLinks>
    </Notice>
  );
}
