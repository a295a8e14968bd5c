"use client";

import { useTranslations } from "next-intl";
import { Icon, Shape } from "@/components/ui/icons";
import { hasTwoWays } from "@/lib/domain/comfort/make";
import type { Answer, Comfort } from "@/lib/domain/comfort/schema";
import { AnswerMark } from "./answer-looks";

/** What a closed row tells of its topic: the answers, whether there is a note, whether any of it is shared. */
export function TopicMarks({ comfort }: { comfort: Comfort | undefined }) {
  const t = useTranslations("comfort");
  const answers = useTranslations("answers");
  const ways = comfort && hasTwoWays(comfort) ? twoWays(comfort, t("theyStart"), t("iStart")) : [];
  const either = comfort && !hasTwoWays(comfort) ? comfort.answers.either : undefined;
  const aside = [comfort?.note.trim() ? t("hasNote") : "", comfort?.share ? t("shared") : ""].filter(Boolean);
  const unanswered = ways.length === 0 && !either;
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      {unanswered && (
        <span className="text-quiet">
          <Shape name="dots" size={18} />
          <span className="sr-only">{answers("unset")}</span>
        </span>
      )}
      {either && <AnswerMark is={either.is} />}
      {ways.map(({ label, answer }) => (
        <span key={label} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {label !== "" && <span className="text-quiet">{label}</span>}
          <AnswerMark is={answer.is} />
        </span>
      ))}
      {aside.map((words) => (
        <span key={words} className="flex items-center gap-1.5 text-quiet">
          <Icon name={words === t("shared") ? "eye" : "note"} size={18} />
          {words}
        </span>
      ))}
    </span>
  );
}

/** The answers that were given; one without a label where both directions say the very same. */
function twoWays({ answers }: Comfort, they: string, me: string): { label: string; answer: Answer }[] {
  const { whenTheyStart, whenIStart } = answers;
  if (whenTheyStart && whenIStart?.is === whenTheyStart.is && whenIStart.is !== "onlyIf") {
    return [{ label: "", answer: whenIStart }];
  }
  return [
    ...(whenTheyStart ? [{ label: they, answer: whenTheyStart }] : []),
    ...(whenIStart ? [{ label: me, answer: whenIStart }] : []),
  ];
}
