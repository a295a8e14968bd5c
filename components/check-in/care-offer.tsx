"use client";

import { useTranslations } from "next-intl";
import { GroundingLink } from "@/components/grounding/within-reach";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { usePath } from "@/lib/i18n/use-path";

/**
 * Offered quietly after a hard answer, and put away with one press. The exercises open over the page, as everywhere; nothing
 * of it is kept.
 */
export function CareOffer({ onDismiss }: { onDismiss: () => void }) {
  const t = useTranslations("checkIn.care");
  const path = usePath();
  return (
    <Notice title={t("title")} live>
      <p>{t("text")}</p>
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
