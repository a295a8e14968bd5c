"use client";

import { useKindWords } from "@/components/kind/use-kind-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { WORD_QUESTIONS, type WordQuestion } from "@/lib/domain/kinds/check-in";

type Word<Q extends WordQuestion> = (typeof WORD_QUESTIONS)[Q][number];

type Props<Q extends WordQuestion> = {
  question: Q;
  value: Word<Q> | undefined;
  onChange: (word: Word<Q> | undefined) => void;
};

/** One question with a few words to pick from. All words look alike: none is a better answer. */
export function WordField<Q extends WordQuestion>({ question, value, onChange }: Props<Q>) {
  const { ofPart, choice } = useKindWords();
  const words: readonly Word<Q>[] = WORD_QUESTIONS[question];
  return (
    <ChoiceGroup<Word<Q>>
      legend={ofPart("checkIn", question, "label")}
      options={words.map((word) => ({ value: word, label: choice("checkIn", question, word, "mine") }))}
      value={value}
      onChange={onChange}
    />
  );
}
