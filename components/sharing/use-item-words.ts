"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useKindWords } from "@/components/kind/use-kind-words";
import { mainIn, ownNameIn } from "@/lib/domain/kind/content";
import { fieldsOn } from "@/lib/domain/kind/shown";
import { type AnyItem, KINDS, type PageItemOf, type PartOf } from "@/lib/domain/kinds";
import { longDate } from "@/lib/i18n/dates";

/** Whether an item goes by words of its writer's own, which no translator is to get. */
export function hasOwnName(item: AnyItem): boolean {
  const name = ownNameIn(KINDS[item.kind], item);
  return name !== null && "own" in name;
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
  const t = useTranslations("sharing");
  const words = useKindWords();
  const locale = useLocale();

  return useMemo(() => {
    const called = (item: AnyItem | PageItemOf): ItemTitle => {
      const name = ownNameIn(KINDS[item.kind], item);
      if (name === null) return { name: words.say(item.kind, "item"), isOwn: false };
      return "own" in name
        ? { name: name.own, isOwn: true }
        : { name: words.named(item.kind, name.starter, "mine"), isOwn: false };
    };
    /** A check-in by what is shared of it: its day is not on the page. */
    const checkInOnPage = (item: PageItemOf<"checkIn">): string => {
      const [first, ...others] = partsOnPage(item).map((part) => words.ofPart("checkIn", part, "name"));
      const isShort = others.length < 2;
      return t(isShort ? "checkInOnPage" : "checkInOnPageMore", {
        parts: [first, ...(isShort ? others : [])].join(", "),
      });
    };
    return {
      titleOf: (item) =>
        item.kind === "checkIn" ? t("checkInOf", { day: longDate(locale, item.day) }) : called(item).name,
      titleOnPage: (item) =>
        item.kind === "checkIn" ? { name: checkInOnPage(item), isOwn: false } : called(item),
      partName(item, part) {
        const main = mainIn(KINDS[item.kind], item);
        return words.ofPart(item.kind, part, "name", main?.part === part ? main.starter : undefined);
      },
    };
  }, [t, words, locale]);
}

const partsOnPage = (item: PageItemOf): string[] => Object.keys(fieldsOn(KINDS[item.kind], item));
