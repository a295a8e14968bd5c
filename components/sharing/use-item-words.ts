"use client";

import { useLocale, useTranslations } from "next-intl";
import type { PartOf, Shareable } from "@/lib/domain/sharing/parts";
import type { Page } from "@/lib/domain/sheet/schema";
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

/** What to call something, and whether these are its writer's own words. */
export type ItemTitle = { readonly name: string; readonly isOwn: boolean };

/** What to call an item and its parts, in the words of the one who wrote it. */
export function useItemWords(): {
  titleOf: (item: Shareable) => string;
  /** What to call an item of a page, by nothing that the page does not say. */
  titleOnPage: (page: Page) => ItemTitle;
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
    titleOnPage({ comforts: [comfort], hardMoments: [moment], supports: [support], checkIns: [checkIn] }) {
      if (comfort) return titled(comfort.topic, topics);
      if (support) return titled(support.situation, situations);
      if (moment?.name !== undefined) return { name: moment.name, isOwn: true };
      const name = checkIn ? t("checkInOf", { day: longDate(locale, checkIn.day) }) : hardMoments("unnamed");
      return { name, isOwn: false };
    },
    partName(item, part) {
      const isKindness =
        item.kind === "support" && "starter" in item.situation && item.situation.starter === "anyDay";
      return isKindness && part === "steps" ? support("kindnesses") : t(`parts.${part}`);
    },
  };
}

/** A name of Stile's list in Stile's words, or the writer's own. */
const titled = <Starter>(
  name: { readonly starter: Starter } | { readonly own: string },
  words: (starter: Starter) => string,
): ItemTitle =>
  "own" in name ? { name: name.own, isOwn: true } : { name: words(name.starter), isOwn: false };
