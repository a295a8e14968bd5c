"use client";

import { useTranslations } from "next-intl";
import type { CheckInAnswers, Question } from "@/lib/domain/kinds/check-in";

/** Gives an answer in words: the chosen one of a list, or what was written. Undefined where it was skipped. */
export function useCheckInWords(): (answers: CheckInAnswers, question: Question) => string | undefined {
  const t = useTranslations("checkInWords");
  return (answers, question) => {
    switch (question) {
      case "today":
        return answers.today && t(`today.${answers.today}`);
      case "energy":
        return answers.energy && t(`energy.${answers.energy}`);
      case "bodySafety":
        return answers.bodySafety && t(`bodySafety.${answers.bodySafety}`);
      case "closeness":
        return answers.closeness && t(`closeness.${answers.closeness}`);
      case "crossedLine":
        return answers.crossedLine && t(`crossedLine.${answers.crossedLine}`);
      case "holdingUp":
        return answers.holdingUp && t(`holdingUp.${answers.holdingUp}`);
      default:
        return answers[question]?.trim() || undefined;
    }
  };
}
