"use client";

import { useTranslations } from "next-intl";
import { useCheckInWords } from "@/components/sheet/use-check-in-words";
import type { AnyItem } from "@/lib/domain/kinds";
import { type Comfort, DIRECTIONS } from "@/lib/domain/kinds/comfort";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import type { Support } from "@/lib/domain/kinds/support";
import { PARTS } from "@/lib/domain/sharing/parts";
import { useItemWords } from "./use-item-words";

type Line = { label: string; texts: readonly string[] };

/** All that is written in an item, in the writer's own words, for the writer alone. */
export function useItemLines(): (item: AnyItem) => readonly Line[] {
  const t = useTranslations("sharing.parts");
  const answers = useTranslations("answers");
  const hardMoments = useTranslations("hardMoments");
  const support = useTranslations("support");
  const checkInAnswer = useCheckInWords();
  const { partName } = useItemWords();

  const ofComfort = (item: Comfort): Line[] => [
    ...DIRECTIONS.map((direction) => {
      const answer = item.answers[direction];
      const condition = answer?.is === "onlyIf" ? answer.condition : "";
      return { label: t(direction), texts: answer ? [answers(answer.is), condition] : [] };
    }),
    { label: t("notALeadUp"), texts: item.notALeadUp ? ["✓"] : [] },
    { label: t("dontAsk"), texts: item.dontAsk ? ["✓"] : [] },
    { label: t("note"), texts: [item.note] },
  ];
  const ofHardMoment = (item: HardMoment): Line[] => [
    { label: t("signs"), texts: item.signs },
    { label: t("helps"), texts: item.helps },
    { label: t("pleaseDont"), texts: item.pleaseDont },
    { label: t("nearness"), texts: item.nearness ? [hardMoments(`nearnessWords.${item.nearness}`)] : [] },
    { label: t("lasts"), texts: [item.lasts] },
    { label: t("afterwards"), texts: [item.afterwards] },
  ];
  const ofSupport = (item: Support): Line[] => [
    { label: t("wants"), texts: item.wants.map((want) => support(`wantsWords.${want}`)) },
    { label: t("touch"), texts: item.touch ? [support(`touchWords.${item.touch}`)] : [] },
    { label: partName(item, "steps"), texts: item.steps },
    { label: t("wordsThatHelp"), texts: item.wordsThatHelp },
    { label: t("wordsToLeaveOut"), texts: item.wordsToLeaveOut },
    { label: t("othersToCall"), texts: item.othersToCall },
  ];
  const all = (item: AnyItem): Line[] => {
    switch (item.kind) {
      case "comfort":
        return ofComfort(item);
      case "hardMoment":
        return ofHardMoment(item);
      case "support":
        return ofSupport(item);
      case "checkIn":
        return PARTS.checkIn.map((question) => ({
          label: t(question),
          texts: [checkInAnswer(item.answers, question) ?? ""],
        }));
    }
  };
  return (item) =>
    all(item)
      .map(({ label, texts }) => ({ label, texts: texts.filter((text) => text.trim() !== "") }))
      .filter(({ texts }) => texts.length > 0);
}
