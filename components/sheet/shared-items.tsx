"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { ChoiceMark } from "@/components/ui/choice-mark";
import { Icon } from "@/components/ui/icons";
import type { PageItemOf } from "@/lib/domain/kinds";
import { WORD_QUESTIONS } from "@/lib/domain/kinds/check-in";
import { PARTS } from "@/lib/domain/sharing/parts";
import { answersOn } from "@/lib/domain/sheet/arrange";
import { AnswerMark } from "./answer-looks";
import { Heading, type Level, Lines, Said, Words } from "./text";
import { TOUCH_LOOKS } from "./touch-looks";
import { useCheckInWords } from "./use-check-in-words";
import { useReaderWords } from "./use-reader-words";

/*
 * One shared item each, for the reader. What is not in the item is not on the screen, and nothing stands in its place.
 */

export const SharedComfortItem = memo(function SharedComfortItem({
  comfort,
  level,
}: {
  comfort: PageItemOf<"comfort">;
  level: Level;
}) {
  const t = useTranslations("sheet");
  const words = useReaderWords();
  return (
    <>
      <Heading level={level} className="text-base leading-snug tracking-normal">
        <Words stock={"starter" in comfort.topic}>{words.topic(comfort.topic)}</Words>
      </Heading>
      {answersOn(comfort).map(({ direction, answer }) => (
        <div key={direction} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {direction !== "either" && <span className="text-sm text-quiet">{t(direction)}</span>}
          <AnswerMark is={answer.is} />
          {answer.is === "onlyIf" && (
            <span className="min-w-0 basis-full">
              <Words>{answer.condition}</Words>
            </span>
          )}
        </div>
      ))}
      {comfort.notALeadUp && <Plain>{t("notALeadUp")}</Plain>}
      {comfort.dontAsk && <Plain>{t("dontAsk")}</Plain>}
      {comfort.note !== undefined && (
        <p className="border-l-2 border-line pl-3">
          <Words>{comfort.note}</Words>
        </p>
      )}
    </>
  );
});

/** A plain sentence of its own, with a small mark before it. */
function Plain({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-2">
      <Icon name="info" size={20} className="mt-1 text-quiet" />
      {children}
    </p>
  );
}

export const SharedHardMomentItem = memo(function SharedHardMomentItem({
  moment,
  level,
}: {
  moment: PageItemOf<"hardMoment">;
  level: Level;
}) {
  const t = useTranslations("sheet");
  const words = useReaderWords();
  return (
    <>
      <Heading level={level} className="text-lg">
        <Words stock={moment.name === undefined}>{words.hardMoment(moment)}</Words>
      </Heading>
      <Lines label={t("signs")} lines={moment.signs} />
      <Lines label={t("helps")} lines={moment.helps} numbered />
      <Lines label={t("pleaseDont")} lines={moment.pleaseDont} />
      {moment.nearness && <p className="font-bold">{t(`nearness.${moment.nearness}`)}</p>}
      {moment.lasts !== undefined && <Said label={t("lasts")}>{moment.lasts}</Said>}
      {moment.afterwards !== undefined && <Said label={t("afterwards")}>{moment.afterwards}</Said>}
    </>
  );
});

export const SharedSupportItem = memo(function SharedSupportItem({
  support,
  level,
}: {
  support: PageItemOf<"support">;
  level: Level;
}) {
  const t = useTranslations("sheet");
  const own = useTranslations("support");
  const words = useReaderWords();
  const isAnyDay = "starter" in support.situation && support.situation.starter === "anyDay";
  return (
    <>
      {!isAnyDay && (
        <Heading level={level} className="text-lg">
          <Words stock={"starter" in support.situation}>{words.situation(support.situation)}</Words>
        </Heading>
      )}
      <Lines label={t("wants")} lines={support.wants?.map((want) => own(`wantsWords.${want}`))} stock />
      {support.touch && (
        <p>
          <ChoiceMark label={own(`touchWords.${support.touch}`)} {...TOUCH_LOOKS[support.touch]} />
        </p>
      )}
      <Lines label={isAnyDay ? undefined : t("steps")} lines={support.steps} numbered={!isAnyDay} />
      <Lines label={t("wordsThatHelp")} lines={support.wordsThatHelp} />
      <Lines label={t("wordsToLeaveOut")} lines={support.wordsToLeaveOut} />
      <Lines label={t("othersToCall")} lines={support.othersToCall} />
    </>
  );
});

export const SharedCheckInItem = memo(function SharedCheckInItem({
  checkIn,
}: {
  checkIn: PageItemOf<"checkIn">;
}) {
  const t = useTranslations("checkInWords");
  const answerWords = useCheckInWords();
  return (
    <>
      {PARTS.checkIn.map((question) => {
        const words = answerWords(checkIn, question);
        return words === undefined ? null : (
          <Said key={question} label={t(`about.${question}`)} stock={question in WORD_QUESTIONS}>
            {words}
          </Said>
        );
      })}
    </>
  );
});
