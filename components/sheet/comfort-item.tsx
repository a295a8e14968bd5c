"use client";

import { useTranslations } from "next-intl";
import { groupOf } from "@/lib/domain/comfort/topics";
import type { PageItemOf } from "@/lib/domain/kinds";
import { answersOn } from "@/lib/domain/sheet/arrange";
import { AnswerMark } from "./answer-looks";
import { Heading, type Level, Plain, Words } from "./text";
import { useReaderWords } from "./use-reader-words";

/** A shared topic, for the reader. What is not in the item is not on the screen, and nothing stands in its place. */
export function SharedComfortItem({ comfort, level }: { comfort: PageItemOf<"comfort">; level: Level }) {
  const t = useTranslations("sheet");
  const { text, stock } = useReaderWords().titleOf(comfort);
  return (
    <>
      <Heading level={level} className="text-base leading-snug tracking-normal">
        <Words stock={stock}>{text}</Words>
      </Heading>
      {answersOn(comfort).map(({ direction, answer }) => (
        <div key={direction} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {direction !== "either" && <span className="text-sm text-quiet">{t(direction)}</span>}
          <AnswerMark is={answer.is} ifAsked={groupOf(comfort) === "intimacy"} />
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
