"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DraftLine } from "@/components/entry/draft-fields";
import { IfTheyNotice } from "@/components/sharing/if-they-notice";
import { ANSWER_LOOKS } from "@/components/sheet/answer-looks";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ANSWERS, type AnswerKind, type ComfortAnswer, type Direction } from "@/lib/domain/kinds/comfort";

type Props = {
  /** Which field it is, among all there are. */
  place: string;
  direction: Direction;
  answer: ComfortAnswer | undefined;
  /** The other sees this answer. */
  shared: boolean;
  onAnswer: (answer: ComfortAnswer | undefined) => void;
  /** The condition of "only if"; it is to be left alone when the answer is another one by then. */
  onCondition: (condition: string) => void;
};

/** The six answers for one direction, with the condition that "only if" needs. */
export function AnswerField({ place, direction, answer, shared, onAnswer, onCondition }: Props) {
  const t = useTranslations("comfort");
  const words = useTranslations("answers");
  // Comes back when another answer was only tried out.
  const [lastCondition, setLastCondition] = useState("");

  const pick = (is: AnswerKind | undefined) => {
    if (answer?.is === "onlyIf") setLastCondition(answer.condition);
    if (is === undefined) onAnswer(undefined);
    else onAnswer(is === "onlyIf" ? { is, condition: lastCondition } : { is });
  };
  return (
    <div className="grid gap-3">
      <ChoiceGroup
        legend={t(direction)}
        layout="cells"
        options={ANSWERS.map((value) => ({ value, label: words(value), ...ANSWER_LOOKS[value] }))}
        value={answer?.is}
        onChange={pick}
      />
      {answer === undefined && <p className="text-sm text-quiet">{words("unset")}</p>}
      {answer?.is === "no" && <p className="text-sm text-quiet">{t("noReason")}</p>}
      {answer?.is === "no" && shared && <IfTheyNotice what="no" />}
      {answer?.is === "onlyIf" && (
        <DraftLine
          place={place}
          label={t("condition")}
          // Always there: were it to go with the first words, the answers below would move from under a finger.
          hint={t("conditionEmpty")}
          value={answer.condition}
          onKeep={(condition) => {
            setLastCondition(condition);
            onCondition(condition);
          }}
        />
      )}
    </div>
  );
}
