"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useKindWords } from "@/components/kind/use-kind-words";
import { TaskProblem } from "@/components/link/task-problem";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Section } from "@/components/ui/section";
import { engine, useTask, useVault } from "@/lib/client";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import { longDate } from "@/lib/i18n/dates";
import { sharedQuestions } from "./answers";

type Props = { checkIns: CheckIn[]; onOpen: (checkIn: CheckIn) => void };

/** One's own earlier check-ins, newest first, each with what of it is shared. Months that are long ago are fetched when asked for. */
export function EarlierCheckIns({ checkIns, onOpen }: Props) {
  const t = useTranslations("checkIn.past");
  const { unreadMonths } = useVault("unreadMonths");
  if (checkIns.length + unreadMonths === 0) return null;
  return (
    <Section title={t("title")} lead={t("lead")}>
      {checkIns.length > 0 && <List checkIns={newestFirst(checkIns)} onOpen={onOpen} />}
      <OlderMonths />
    </Section>
  );
}

function List({ checkIns, onOpen }: Props) {
  const t = useTranslations("checkIn.past");
  const { ofPart } = useKindWords();
  const locale = useLocale();
  const { period, paused, moment } = useVault("period", "paused", "moment");
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {checkIns.map((checkIn) => {
        const shared = paused ? [] : sharedQuestions(checkIn, period, moment);
        return (
          <li key={checkIn.id}>
            <button
              type="button"
              onClick={() => onOpen(checkIn)}
              className="flex min-h-14 w-full items-center gap-4 px-4 py-3 text-left -outline-offset-4 hover:bg-wash sm:px-5"
            >
              <span className="grid min-w-0 flex-1">
                <span className="font-bold">{longDate(locale, checkIn.day)}</span>
                {shared.length > 0 && (
                  <span className="text-sm text-quiet">
                    {t("shared", {
                      answers: shared.map((question) => ofPart("checkIn", question, "label")).join(" "),
                    })}
                  </span>
                )}
              </span>
              <Icon name="chevron" size={20} className="text-quiet" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Asks for months that were not read yet. The button unmounts with the last of them: focus goes to the line that says so. */
function OlderMonths() {
  const t = useTranslations("checkIn.past");
  const { unreadMonths } = useVault("unreadMonths");
  const { run, busy, problem } = useTask();
  const [isRead, setRead] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  const read = async () => {
    setRead(false);
    if (await run(() => engine().readEarlier())) setRead(true);
  };
  const isOver = isRead && unreadMonths === 0;
  useEffect(() => {
    if (isOver) line.current?.focus();
  }, [isOver]);
  return (
    <div className="grid justify-items-start gap-3">
      <p ref={line} role="status" tabIndex={-1} className={isRead ? "text-quiet outline-none" : "sr-only"}>
        {isRead && t(isOver ? "allRead" : "read")}
      </p>
      {unreadMonths > 0 && (
        <>
          <p className="text-quiet">{t("older")}</p>
          <TaskProblem problem={problem} />
          <Button onClick={() => void read()} busy={busy} busyLabel={t("reading")}>
            {t("readOlder")}
          </Button>
        </>
      )}
    </div>
  );
}

const newestFirst = (checkIns: readonly CheckIn[]): CheckIn[] =>
  [...checkIns].sort((one, other) => other.startedAt - one.startedAt);
