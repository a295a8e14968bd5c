"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useKindWords } from "@/components/kind/use-kind-words";
import { cx } from "@/components/ui/cx";
import { Disclosure } from "@/components/ui/disclosure";
import { SwitchRow } from "@/components/ui/tick-row";
import { useVault } from "@/lib/client";
import type { Question } from "@/lib/domain/kinds/check-in";

type Props = {
  question: Question;
  /** With nothing to share it is not to be seen. Its place is kept, so that the first words of an answer move nothing. */
  answered: boolean;
  shared: boolean;
  onChange: (shared: boolean) => void;
};

/** Whether the other sees this one answer. Off until it is switched on; one answer has words of warning before it. */
export function ShareAnswer({ question, answered, shared, onChange }: Props) {
  const t = useTranslations("checkIn");
  const field = useTranslations("sharedField");
  const { ofPart } = useKindWords();
  const { period, paused } = useVault("period", "paused");
  // Afterwards it is opened and closed by hand alone: a switch must not go away under the finger that turned it off.
  const [openAtFirst] = useState(shared);
  const hint = period === null ? field("onceLinked") : paused ? field("onceResumed") : t("shareHint");
  const row = (
    <SwitchRow
      label={
        <>
          {t("share")}
          <span className="sr-only"> {ofPart("checkIn", question, "label")}</span>
        </>
      }
      hint={shared ? hint : undefined}
      checked={shared}
      onChange={onChange}
    />
  );
  return (
    <div className={cx(!answered && "invisible")}>
      {question === "crossedLine" ? (
        <Disclosure summary={t("crossedLine.summary")} open={openAtFirst}>
          <div className="grid gap-2">
            <p className="max-w-[58ch]">{t("crossedLine.warning")}</p>
            {row}
          </div>
        </Disclosure>
      ) : (
        row
      )}
    </div>
  );
}
