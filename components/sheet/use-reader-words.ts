"use client";

import { useTranslations } from "next-intl";
import type { SharedComfort, SharedHardMoment, SharedSupport } from "@/lib/domain/sheet/schema";

/** What to call a shared item, in the words of the one who reads it. */
export function useReaderWords(): {
  topic: (topic: SharedComfort["topic"]) => string;
  hardMoment: (moment: SharedHardMoment) => string;
  situation: (situation: SharedSupport["situation"]) => string;
} {
  const topics = useTranslations("topics");
  const t = useTranslations("sheet");
  return {
    topic: (topic) => ("own" in topic ? topic.own : topics(topic.starter)),
    hardMoment: (moment) => moment.name ?? t("hardMoment"),
    situation: (situation) => ("own" in situation ? situation.own : t(`situations.${situation.starter}`)),
  };
}
