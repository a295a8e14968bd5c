"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { DraftNote } from "@/components/entry/draft-fields";
import type { ItemEdits } from "@/components/entry/item-edits";
import { useSteady } from "@/components/entry/use-held";
import { useShare } from "@/components/entry/use-share";
import { useKindWords } from "@/components/kind/use-kind-words";
import { memoPart } from "@/components/sharing/memo-part";
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
import type { ShareVerb } from "@/lib/domain/sharing/apply";
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

  const onChange = useSteady(change);
  const onShare = useSteady((verb: ShareVerb) => share(checkIn, verb));
  const putCareAway = useCallback(() => setCareAt(null), []);
  const ask = (question: Question): ReactNode => (
    <AskedQuestion
      key={question}
      item={checkIn}
      part={question}
      offersCare={careAt === question}
      onChange={onChange}
      onShare={onShare}
      onNoCare={putCareAway}
    />
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

type AskedProps = {
  item: CheckIn;
  part: Question;
  offersCare: boolean;
  onChange: (question: Question, apply: (one: CheckIn) => CheckIn) => void;
  onShare: (verb: ShareVerb) => void;
  onNoCare: () => void;
};

/** One question, with what follows from its answer and whether the other sees it. */
const AskedQuestion = memoPart(function AskedQuestion(props: AskedProps) {
  const { item, part, offersCare, onChange, onShare, onNoCare } = props;
  const { period, moment } = useVault("period", "moment");
  const isOn = isTicked(item, part, period, moment);
  const crossed = part === "crossedLine" ? item.answers.crossedLine : undefined;
  return (
    <div className="grid gap-3">
      <SharedField item={item} part={part} onShare={onShare}>
        {isTextQuestion(part) ? (
          <TextField
            question={part}
            place={`${item.id}/${part}`}
            value={item.answers[part] ?? ""}
            // Words that are taken back are shared no more, so it is not done in the middle of rewriting them.
            whole={isOn}
            onKeep={(text) => onChange(part, (one) => withText(one, part, text, Date.now()))}
          />
        ) : (
          <WordField
            question={part}
            value={item.answers[part]}
            onChange={(word) => onChange(part, (one) => withWord(one, part, word, Date.now()))}
          />
        )}
      </SharedField>
      {crossed !== undefined && crossed !== "no" && <CrossedLine key={crossed} answer={crossed} />}
      <ShareAnswer
        question={part}
        answered={isFilled(item, part)}
        shared={isOn}
        onChange={(on) => onShare({ do: on ? "tick" : "untick", part })}
      />
      {offersCare && <CareOffer onDismiss={onNoCare} />}
    </div>
  );
});

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
