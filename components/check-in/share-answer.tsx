"use client";

import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { SwitchRow } from "@/components/ui/tick-row";
import type { Question } from "@/lib/domain/check-in/options";

type Props = { question: Question; shared: boolean; onChange: (shared: boolean) => void };

/** Whether the other sees this one answer. Off until it is switched on; one answer has words of warning before it. */
export function ShareAnswer({ question, shared, onChange }: Props) {
  const t = useTranslations("checkIn");
  const row = (
    <SwitchRow
      label={t("share")}
      hint={shared ? t("shareHint") : undefined}
      checked={shared}
      onChange={onChange}
    />
  );
  if (question !== "crossedLine") return row;
  return (
    <Disclosure summary={t("crossedLine.summary")} open={shared}>
      <div className="grid gap-2">
        <p className="max-w-[58ch]">{t("crossedLine.warning")}</p>
        {row}
      </div>
    </Disclosure>
  );
}
