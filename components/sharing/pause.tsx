"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { Notice } from "@/components/ui/notice";
import { stile, useVault } from "@/lib/client/use-stile";
import { IfTheyNotice } from "./if-they-notice";

/** Pause: one tap, no question. Resuming asks first. */
export function Pause({ hasShares }: { hasShares: boolean }) {
  const t = useTranslations("sharing");
  const { paused } = useVault();
  const area = useRef<HTMLDivElement>(null);
  const was = useRef(paused);

  // What was pressed is gone; focus stays in its place.
  useEffect(() => {
    if (was.current !== paused && area.current?.contains(document.activeElement) !== true) {
      if (document.activeElement === document.body) area.current?.focus();
    }
    was.current = paused;
  }, [paused]);

  return (
    <div className="grid gap-1">
      <div ref={area} tabIndex={-1} role="status" className="outline-none">
        {paused ? (
          <Notice kind="waiting" title={t("pausedTitle")}>
            <p>{t("paused")}</p>
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
              onYes={() => void stile().setPaused(false)}
            />
          </Notice>
        ) : (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Button variant="primary" onClick={() => void stile().setPaused(true)}>
              <Icon name="pause" size={20} />
              {t("pause")}
            </Button>
            <p className="min-w-0 flex-1 basis-64 text-sm text-quiet">{t("pauseHint")}</p>
          </div>
        )}
      </div>
      <IfTheyNotice what="stopping" />
    </div>
  );
}
