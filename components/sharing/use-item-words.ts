"use client";

import { useLocale, useTranslations } from "next-intl";
import type { PartOf, Shareable } from "@/lib/domain/sharing/parts";
import { longDate } from "@/lib/i18n/dates";

/** Whether an item goes by words of its writer's own, which no translator is to get. */
export function hasOwnName(item: Shareable): boolean {
  switch (item.kind) {
    case "comfort":
      return "own" in item.topic;
    case "hardMoment":
      return item.name.trim() !== "";
    case "support":
      return "own" in item.situation;
    case "checkIn":
      return false;
  }
}

/** What to call an item and its parts, in the words of the one who wrote it. */
export function useItemWords(): {
  titleOf: (item: Shareable) => string;
  partName: (item: Shareable, part: PartOf<Shareable>) => string;
} {
  const topics = useTranslations("topics");
  const situations = useTranslations("situations");
  const hardMoments = useTranslations("hardMoments");
  const support = useTranslations("support");
  const t = useTranslations("sharing");
  const locale = useLocale();
  return {
    titleOf(item) {
      switch (item.kind) {
        case "comfort":
          return "own" in item.topic ? item.topic.own : topics(item.topic.starter);
        case "hardMoment":
          return item.name.trim() || hardMoments("unnamed");
        case "support":
          return "own" in item.situation ? item.situation.own : situations(item.situation.starter);
        case "checkIn":
          return t("checkInOf", { day: longDate(locale, item.day) });
      }
    },
    partName(item, part) {
      const isKindness =
        item.kind === "support" && "starter" in item.situation && item.situation.starter === "anyDay";
      return isKindness && part === "steps" ? support("kindnesses") : t(`parts.${part}`);
    },
  };
}
