"use client";

import { useLocale, useTranslations } from "next-intl";
import type { AnyItem, PageItemOf, PartOf } from "@/lib/domain/kinds";
import { PARTS } from "@/lib/domain/sharing/parts";
import { longDate } from "@/lib/i18n/dates";

/** Whether an item goes by words of its writer's own, which no translator is to get. */
export function hasOwnName(item: AnyItem): boolean {
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
  titleOf: (item: AnyItem) => string;
  /** What to call an item of a page, by nothing that the page does not say. */
  titleOnPage: (item: PageItemOf) => ItemTitle;
  partName: (item: AnyItem, part: PartOf<AnyItem>) => string;
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
    titleOnPage(item) {
      switch (item.kind) {
        case "comfort":
          return titled(item.topic, topics);
        case "hardMoment":
          return item.name === undefined
            ? { name: hardMoments("unnamed"), isOwn: false }
            : { name: item.name, isOwn: true };
        case "support":
          return titled(item.situation, situations);
        case "checkIn": {
          const parts = PARTS.checkIn.filter((part) => item[part] !== undefined);
          const [first, ...others] = parts.map((part) => t(`parts.${part}`));
          const isShort = others.length < 2;
          return {
            name: t(isShort ? "checkInOnPage" : "checkInOnPageMore", {
              parts: [first, ...(isShort ? others : [])].join(", "),
            }),
            isOwn: false,
          };
        }
      }
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
