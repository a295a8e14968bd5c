"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { DraftNote } from "@/components/entry/draft-fields";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icons";
import { hasLeft } from "@/lib/client/exit";
import { stile } from "@/lib/client/use-stile";
import {
  asksForCare,
  BASE_QUESTIONS,
  type Question,
  SUPPORTING_QUESTIONS,
  TEXT_QUESTIONS,
  type TextQuestion,
} from "@/lib/domain/check-in/options";
import type { CheckIn } from "@/lib/domain/check-in/schema";
import { isFilled } from "@/lib/domain/sharing/parts";
import { withPart } from "@/lib/domain/sharing/verbs";
import { longDate } from "@/lib/i18n/dates";
import { hasAnswers, withText, withWord } from "./answers";
import { CareOffer } from "./care-offer";
import { CrossedLine } from "./crossed-line";
import { ShareAnswer } from "./share-answer";
import { WordField } from "./word-field";

type Props = {
  /** As it was when the form was opened. From then on the form is ahead of the vault. */
  start: CheckIn;
  /** Gets it as it was left. */
  onDone: (checkIn: CheckIn) => void;
  onDelete: (checkIn: CheckIn) => void;
};

/** One check-in, new or earlier: every question can be left, and each answer is saved as it is given. */
export function CheckInForm({ start, onDone, onDelete }: Props) {
  const t = useTranslations("checkIn");
  const locale = useLocale();
  const [checkIn, setCheckIn] = useState(start);
  const [careAt, setCareAt] = useState<Question | null>(null);
  const [careOffered, setCareOffered] = useState(false);
  const latest = useRef(start);
  const deleted = useRef(false);

  const change = (question: Question, next: CheckIn) => {
    const before = latest.current;
    latest.current = next;
    setCheckIn(next);
    if (!careOffered && !asksForOffer(before) && asksForOffer(next)) {
      setCareAt(question);
      setCareOffered(true);
    }
    // A field may hand on its last words while the form is going away.
    if (hasLeft() || deleted.current) return;
    // With every answer taken back there is nothing to keep, not even that a check-in was begun.
    void (hasAnswers(next) ? stile().saveCheckIn(next) : stile().deleteCheckIn(next.id));
  };

  const remove = () => {
    deleted.current = true;
    onDelete(latest.current);
  };

  const crossed = checkIn.answers.crossedLine;
  const ask = (question: Question): ReactNode => (
    <div key={question} className="grid gap-3">
      {isTextQuestion(question) ? (
        <TextField
          question={question}
          value={checkIn.answers[question] ?? ""}
          shared={checkIn.share?.parts.includes(question)}
          onKeep={(text) => change(question, withText(latest.current, question, text, Date.now()))}
        />
      ) : (
        <WordField
          question={question}
          value={checkIn.answers[question]}
          onChange={(word) => change(question, withWord(latest.current, question, word, Date.now()))}
        />
      )}
      {question === "crossedLine" && crossed !== undefined && crossed !== "no" && (
        <CrossedLine key={crossed} answer={crossed} />
      )}
      <ShareAnswer
        question={question}
        answered={isFilled(checkIn, question)}
        shared={checkIn.share?.parts.includes(question) ?? false}
        onChange={(on) => change(question, withPart(latest.current, question, on, Date.now()))}
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
          <Button variant="primary" onClick={() => onDone(latest.current)}>
            {t("done")}
          </Button>
          {hasAnswers(checkIn) && (
            <Button variant="plain" className="max-sm:-ml-2.5" onClick={remove}>
              <Icon name="trash" size={20} />
              {t("delete")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

/** A line that was crossed has words of its own. */
const asksForOffer = ({ answers: { today, bodySafety } }: CheckIn): boolean =>
  asksForCare({ today, bodySafety });

const isTextQuestion = (question: Question): question is TextQuestion =>
  TEXT_QUESTIONS.some((text) => text === question);

type TextFieldProps = {
  question: TextQuestion;
  value: string;
  shared: boolean | undefined;
  onKeep: (text: string) => void;
};

function TextField({ question, ...field }: TextFieldProps) {
  const t = useTranslations("checkInWords.ask");
  return <DraftNote label={t(question)} {...field} />;
}
