"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { Notice } from "@/components/ui/notice";
import { engine, useVault } from "@/lib/client";
import { IfTheyNotice } from "./if-they-notice";
import { useMyPage } from "./use-my-page";

type Props = {
  hasShares: boolean;
  /** What is written cannot be opened, so that a pause cannot be noted there: it empties the page, and nothing resumes it. */
  cannotKeep?: boolean;
};

/** Pause: one tap, no question. Resuming asks first. */
export function Pause({ hasShares, cannotKeep = false }: Props) {
  const t = useTranslations("sharing");
  const { paused } = useVault("paused");
  const { isLinked, seesNothing, isSending } = useMyPage();
  const [pressed, setPressed] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const was = useRef(paused);

  // What was pressed is gone; focus stays in its place.
  useEffect(() => {
    if (was.current !== paused && area.current?.contains(document.activeElement) !== true) {
      if (document.activeElement === document.body) area.current?.focus();
    }
    was.current = paused;
  }, [paused]);

  const pause = () => {
    setPressed(true);
    void engine().setPaused(true);
  };
  const onItsWay = isSending ? t("pauseOnItsWay") : t("notKnown");
  const sight = !isLinked ? t("pausedAlone") : seesNothing ? t("paused") : onItsWay;
  const whatItDoes = !isLinked ? t("pauseAlone") : cannotKeep ? t("pauseCannotKeep") : t("pauseHint");
  const hint = cannotKeep && pressed ? sight : whatItDoes;
  return (
    <div className="grid gap-1">
      <div ref={area} tabIndex={-1} role="status" className="outline-none">
        {paused ? (
          <Notice kind="waiting" title={t("pausedTitle")}>
            {/* Drawn anew with what it claims, as in the save line. */}
            <p key={sight}>{sight}</p>
            <InlineConfirm
              label={
                <>
                  <Icon name="resume" size={20} />
                  {t("resume")}
                </>
              }
              question={hasShares ? t("resumeAsk") : t("resumeAskEmpty")}
              yes={t("resumeYes")}
              no={t("resumeNo")}
              onYes={() => {
                setPressed(false);
                void engine().setPaused(false);
              }}
            />
          </Notice>
        ) : (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Button variant="primary" onClick={pause}>
              <Icon name="pause" size={20} />
              {t("pause")}
            </Button>
            <p key={hint} className="min-w-0 flex-1 basis-64 text-sm text-quiet">
              {hint}
            </p>
          </div>
        )}
      </div>
      <IfTheyNotice what="stopping" />
    </div>
  );
}
