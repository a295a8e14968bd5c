"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ReachLink } from "@/components/within-reach/reach-link";

/**
 * Stands by the answer for as long as it stands: "Not now" folds it to one line and no further. Everything in it opens over
 * the page, which came with it: nothing is asked for that could tell of the answer.
 */
export function CrossedLine({ answer }: { answer: "yes" | "notSure" }) {
  const t = useTranslations("checkIn.crossed");
  const [folded, setFolded] = useState(false);
  const unfold = useRef<HTMLButtonElement>(null);
  const fold = useRef<HTMLButtonElement>(null);
  const wasFolded = useRef(false);

  // What was pressed is gone; focus stays in its place.
  useEffect(() => {
    if (folded === wasFolded.current) return;
    wasFolded.current = folded;
    (folded ? unfold : fold).current?.focus({ preventScroll: true });
  }, [folded]);

  if (folded) {
    return (
      <Button
        ref={unfold}
        variant="plain"
        className="-ml-2.5 justify-self-start text-left font-normal"
        aria-expanded={false}
        onClick={() => setFolded(false)}
      >
        {t("unfold")}
      </Button>
    );
  }
  return (
    <Notice title={t(`${answer}.title`)} live>
      <p>{t(`${answer}.text`)}</p>
      <p>{t("decide")}</p>
      <p className="text-sm text-quiet">{t("here")}</p>
      <div className="flex flex-wrap items-center gap-x-5">
        <ReachLink what="help" className="link inline-flex min-h-11 items-center">
          {t("help")}
        </ReachLink>
        <ReachLink what="safety" className="link inline-flex min-h-11 items-center">
          {t("safety")}
        </ReachLink>
        <ReachLink what="grounding" className="link inline-flex min-h-11 items-center">
          {t("grounding")}
        </ReachLink>
        <Button ref={fold} variant="plain" className="-ml-2.5 font-normal" onClick={() => setFolded(true)}>
          {t("fold")}
        </Button>
      </div>
    </Notice>
  );
}
