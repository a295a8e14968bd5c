"use client";

import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/kind/use-kind-words";
import { ChoiceMark } from "@/components/ui/choice-mark";
import type { PageItemOf } from "@/lib/domain/kinds";
import { answersOn } from "@/lib/domain/sheet/arrange";
import { AnswerMark } from "./answer-looks";
import { Heading, type Level, Lines, Plain, Words } from "./text";
import { TOUCH_LOOKS } from "./touch-looks";
import { useReaderWords } from "./use-reader-words";

/*
 * One shared item each, for the reader. What is not in the item is not on the screen, and nothing stands in its place.
 */

export function SharedComfortItem({ comfort, level }: { comfort: PageItemOf<"comfort">; level: Level }) {
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
}

export function SharedSupportItem({ support, level }: { support: PageItemOf<"support">; level: Level }) {
  const t = useTranslations("sheet");
  const { choice } = useKindWords();
  const words = useReaderWords();
  const isAnyDay = "starter" in support.situation && support.situation.starter === "anyDay";
  return (
    <>
      {!isAnyDay && (
        <Heading level={level} className="text-lg">
          <Words stock={"starter" in support.situation}>{words.situation(support.situation)}</Words>
        </Heading>
      )}
      <Lines
        label={t("wants")}
        lines={support.wants?.map((want) => choice("support", "wants", want, "theirs"))}
        stock
      />
      {support.touch && (
        <p>
          <ChoiceMark
            label={choice("support", "touch", support.touch, "theirs")}
            {...TOUCH_LOOKS[support.touch]}
          />
        </p>
      )}
      <Lines label={isAnyDay ? undefined : t("steps")} lines={support.steps} numbered={!isAnyDay} />
      <Lines label={t("wordsThatHelp")} lines={support.wordsThatHelp} />
      <Lines label={t("wordsToLeaveOut")} lines={support.wordsToLeaveOut} />
      <Lines label={t("othersToCall")} lines={support.othersToCall} />
    </>
  );
}
