"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { DraftNote } from "@/components/entry/draft-fields";
import type { ItemEdits } from "@/components/entry/item-edits";
import { useShare } from "@/components/entry/use-share";
import { useKindWords } from "@/components/kind/use-kind-words";
import { SharedField } from "@/components/sharing/shared-field";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icons";
import { useVault } from "@/lib/client";
import { asksForCare } from "@/lib/domain/check-in/care";
import {
  BASE_QUESTIONS,
  type CheckIn,
  type Question,
  SUPPORTING_QUESTIONS,
  TEXT_QUESTIONS,
  type TextQuestion,
} from "@/lib/domain/kinds/check-in";
import { isFilled } from "@/lib/domain/sharing/parts";
import { isTicked } from "@/lib/domain/sharing/standing";
import { longDate } from "@/lib/i18n/dates";
import { hasAnswers, withText, withWord } from "./answers";
import { CareOffer } from "./care-offer";
import { CrossedLine } from "./crossed-line";
import { ShareAnswer } from "./share-answer";
import { WordField } from "./word-field";

type Props = {
  /** As it was when the form was opened; a new one is kept once something is answered. */
  start: CheckIn;
  /** As it is by now. */
  checkIn: CheckIn;
  edits: ItemEdits<CheckIn>;
  onDone: () => void;
  onDelete: () => void;
};

/** One check-in, new or earlier: every question can be left, and each answer is saved as it is given. */
export function CheckInForm({ start, checkIn, edits, onDone, onDelete }: Props) {
  const t = useTranslations("checkIn");
  const locale = useLocale();
  const { period, moment } = useVault("period", "moment");
  const share = useShare(edits);
  const [careAt, setCareAt] = useState<Question | null>(null);
  const [careOffered, setCareOffered] = useState(false);
  const { id } = start;

  const change = (question: Question, apply: (one: CheckIn) => CheckIn) => {
    const before = edits.items()[id] ?? blank(start);
    const next = apply(before);
    if (!careOffered && !asksForOffer(before) && asksForOffer(next)) {
      setCareAt(question);
      setCareOffered(true);
    }
    // An answer that was taken back is shared no more: were it given anew, it would start private like any other.
    if (before.share?.parts[question] && !isFilled(next, question)) {
      edits.share(id, { do: "untick", part: question });
    }
    edits.change(id, (one) => {
      const changed = apply(one ?? blank(start));
      // With every answer taken back there is nothing to keep, not even that a check-in was begun.
      return hasAnswers(changed) ? changed : undefined;
    });
  };

  const crossed = checkIn.answers.crossedLine;
  const ask = (question: Question): ReactNode => (
    <div key={question} className="grid gap-3">
      <SharedField item={checkIn} part={question} onShare={(verb) => share(checkIn, verb)}>
        {isTextQuestion(question) ? (
          <TextField
            question={question}
            place={`${id}/${question}`}
            value={checkIn.answers[question] ?? ""}
            // Words that are taken back are shared no more, so it is not done in the middle of rewriting them.
            whole={isTicked(checkIn, question, period, moment)}
            onKeep={(text) => change(question, (one) => withText(one, question, text, Date.now()))}
          />
        ) : (
          <WordField
            question={question}
            value={checkIn.answers[question]}
            onChange={(word) => change(question, (one) => withWord(one, question, word, Date.now()))}
          />
        )}
      </SharedField>
      {question === "crossedLine" && crossed !== undefined && crossed !== "no" && (
        <CrossedLine key={crossed} answer={crossed} />
      )}
      <ShareAnswer
        question={question}
        answered={isFilled(checkIn, question)}
        shared={isTicked(checkIn, question, period, moment)}
        onChange={(on) => share(checkIn, { do: on ? "tick" : "untick", part: question })}
      />
      {careAt === question && <CareOffer onDismiss={() => setCareAt(null)} />}
    </div>
  );

  return (
    <div className="grid gap-6">
      <h2 className="text-xl">{longDate(locale, checkIn.day)}</h2>
      {BASE_QUESTIONS.map(ask)}
      <Disclosure
        summary={t("supporting")}
        open={SUPPORTING_QUESTIONS.some((question) => isFilled(start, question))}
        className="border-y border-line"
      >
        <div className="grid gap-6 pt-2">{SUPPORTING_QUESTIONS.map(ask)}</div>
      </Disclosure>
      <div className="grid justify-items-start gap-3">
        <p className="text-quiet">{t("keep")}</p>
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" onClick={onDone}>
            {t("done")}
          </Button>
          {hasAnswers(checkIn) && (
            <Button variant="plain" className="max-sm:-ml-2.5" onClick={onDelete}>
              <Icon name="trash" size={20} />
              {t("delete")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

/** With nothing answered: an earlier one whose answers were all taken back does not bring them with the next. */
const blank = (start: CheckIn): CheckIn => ({ ...start, answers: {}, share: null });

/** A line that was crossed has words of its own. */
const asksForOffer = ({ answers: { today, bodySafety } }: CheckIn): boolean =>
  asksForCare({ today, bodySafety });

const isTextQuestion = (question: Question): question is TextQuestion =>
  TEXT_QUESTIONS.some((text) => text === question);

type TextFieldProps = {
  question: TextQuestion;
  place: string;
  value: string;
  whole: boolean;
  onKeep: (text: string) => void;
};

function TextField({ question, ...field }: TextFieldProps) {
  const { ofPart } = useKindWords();
  return <DraftNote label={ofPart("checkIn", question, "label")} {...field} />;
}
