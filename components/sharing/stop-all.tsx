"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { Notice } from "@/components/ui/notice";
import { engine } from "@/lib/client";
import { useMyPage } from "./use-my-page";

type Props = {
  /** Something is shared again since, or was before: then a stop that was pressed earlier says nothing any more. */
  isSharing: boolean;
  /** Called with the press, while what was pressed is still there. */
  onStop: () => void;
};

/** Stops everything at once, whatever else is broken. Says that it has happened when the server has it, and not before. */
export function StopAll({ isSharing, onStop }: Props) {
  const t = useTranslations("sharing");
  const { isOpen, seesNothing } = useMyPage();
  const [stopped, setStopped] = useState<{ former: string | null } | null>(null);

  const stopAll = async () => {
    onStop();
    setStopped({ former: await engine().stopAll() });
  };
  const shareAgain = (period: string) => {
    setStopped(null);
    void engine().shareAgain(period);
  };
  const isOver = stopped !== null && !isSharing;
  const former = isOver ? stopped.former : null;
  return (
    <div className="grid gap-3">
      {isOpen && !(isOver && seesNothing) && (
        <div>
          <InlineConfirm
            label={t("stopAll")}
            question={t("stopAllAsk")}
            yes={t("stopAllYes")}
            no={t("stopAllNo")}
            onYes={() => void stopAll()}
          />
        </div>
      )}
      {isOver && (
        <Notice kind={seesNothing ? "saved" : "waiting"} live>
          {/* Drawn anew with what it claims, and not changed in place, where a translator may hold the old words. */}
          <p key={`${seesNothing}`}>{seesNothing ? t("stoppedAll") : t("stopOnItsWay")}</p>
        </Notice>
      )}
      {former !== null && (
        <div>
          <InlineConfirm
            label={t("shareAgain")}
            question={t("shareAgainAsk")}
            yes={t("shareAgainYes")}
            no={t("shareAgainNo")}
            onYes={() => shareAgain(former)}
          />
        </div>
      )}
    </div>
  );
}
