"use client";

import { useTranslations } from "next-intl";
import { type Choice, ChoiceGroup } from "@/components/ui/choice-group";
import { WORD_QUESTIONS, type WordQuestion } from "@/lib/domain/kinds/check-in";

type Word<Q extends WordQuestion> = (typeof WORD_QUESTIONS)[Q][number];
type Options = { [Q in WordQuestion]: Choice<Word<Q>>[] };

type Props<Q extends WordQuestion> = {
  question: Q;
  value: Word<Q> | undefined;
  onChange: (word: Word<Q> | undefined) => void;
};

/** One question with a few words to pick from. All words look alike: none is a better answer. */
export function WordField<Q extends WordQuestion>({ question, value, onChange }: Props<Q>) {
  const t = useTranslations("checkInWords");
  const asked: WordQuestion = question;
  const options: Options = {
    today: WORD_QUESTIONS.today.map((word) => ({ value: word, label: t(`today.${word}`) })),
    energy: WORD_QUESTIONS.energy.map((word) => ({ value: word, label: t(`energy.${word}`) })),
    bodySafety: WORD_QUESTIONS.bodySafety.map((word) => ({ value: word, label: t(`bodySafety.${word}`) })),
    closeness: WORD_QUESTIONS.closeness.map((word) => ({ value: word, label: t(`closeness.${word}`) })),
    crossedLine: WORD_QUESTIONS.crossedLine.map((word) => ({ value: word, label: t(`crossedLine.${word}`) })),
    holdingUp: WORD_QUESTIONS.holdingUp.map((word) => ({ value: word, label: t(`holdingUp.${word}`) })),
  };
  return (
    <ChoiceGroup<Word<Q>>
      legend={t(`ask.${asked}`)}
      options={options[question]}
      value={value}
      onChange={onChange}
    />
  );
}
