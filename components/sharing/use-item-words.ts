"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { PartOf, Shareable } from "@/lib/domain/sharing/parts";

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
  const format = useFormatter();
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
          return t("checkInOf", {
            day: format.dateTime(noonOf(item.day), { dateStyle: "long", timeZone: "UTC" }),
          });
      }
    },
    partName(item, part) {
      const isKindness =
        item.kind === "support" && "starter" in item.situation && item.situation.starter === "anyDay";
      return isKindness && part === "steps" ? support("kindnesses") : t(`parts.${part}`);
    },
  };
}

/** A calendar day (YYYY-MM-DD) as a time that is that same day when told in UTC. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);
