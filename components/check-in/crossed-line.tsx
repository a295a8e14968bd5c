"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ReachLinks } from "@/components/within-reach/reach-links";

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
      <ReachLinks
        to={[
          ["help", t("help")],
          ["safety", t("safety")],
          ["grounding", t("grounding")],
        ]}
      >
        <Button ref={fold} variant="plain" className="-ml-2.5 font-normal" onClick={() => setFolded(true)}>
          {t("fold")}
        </Button>
      </ReachLinks>
    </Notice>
  );
}
