"use client";

import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/kind/use-kind-words";
import type { PageItemOf } from "@/lib/domain/kinds";

/** What to call a shared item, in the words of the one who reads it. */
export function useReaderWords(): {
  topic: (topic: PageItemOf<"comfort">["topic"]) => string;
  hardMoment: (moment: PageItemOf<"hardMoment">) => string;
  situation: (situation: PageItemOf<"support">["situation"]) => string;
} {
  const topics = useTranslations("topics");
  const t = useTranslations("sheet");
  const { say } = useKindWords();
  return {
    topic: (topic) => ("own" in topic ? topic.own : topics(topic.starter)),
    hardMoment: (moment) => moment.name ?? say("hardMoment", "item"),
    situation: (situation) => ("own" in situation ? situation.own : t(`situations.${situation.starter}`)),
  };
}
