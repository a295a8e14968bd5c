"use client";

import { useTranslations } from "next-intl";
import { SharedMark } from "@/components/entry/shared-mark";
import { AnswerMark } from "@/components/sheet/answer-looks";
import { Icon } from "@/components/ui/icons";
import { hasTwoWays } from "@/lib/domain/comfort/topics";
import type { Comfort, ComfortAnswer } from "@/lib/domain/kinds/comfort";

/** What a closed row tells of its topic: the answers, whether there is a note, whether any of it is shared. */
export function TopicMarks({ comfort }: { comfort: Comfort | undefined }) {
  const t = useTranslations("comfort");
  const ways = comfort && hasTwoWays(comfort) ? twoWays(comfort, t("theyStart"), t("iStart")) : [];
  const either = comfort && !hasTwoWays(comfort) ? comfort.answers.either : undefined;
  const unanswered = ways.length === 0 && !either;
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm font-normal">
      {unanswered && <span className="text-quiet">{t("unset")}</span>}
      {either && <AnswerMark is={either.is} />}
      {ways.map(({ label, answer }) => (
        <span key={label} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {label !== "" && <span className="text-quiet">{label}</span>}
          <AnswerMark is={answer.is} />
        </span>
      ))}
      {comfort?.note.trim() && (
        <span className="text-quiet">
          <Icon name="note" size={18} />
          <span className="sr-only">{t("hasNote")}</span>
        </span>
      )}
      <SharedMark item={comfort} label={t("shared")} />
    </span>
  );
}

/** The answers that were given; one without a label where both directions say the very same. */
function twoWays({ answers }: Comfort, they: string, me: string): { label: string; answer: ComfortAnswer }[] {
  const { whenTheyStart, whenIStart } = answers;
  if (whenTheyStart && whenIStart?.is === whenTheyStart.is && whenIStart.is !== "onlyIf") {
    return [{ label: "", answer: whenIStart }];
  }
  return [
    ...(whenTheyStart ? [{ label: they, answer: whenTheyStart }] : []),
    ...(whenIStart ? [{ label: me, answer: whenIStart }] : []),
  ];
}
