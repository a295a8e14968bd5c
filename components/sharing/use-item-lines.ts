"use client";

import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/kind/use-kind-words";
import type { KindDefinition } from "@/lib/domain/kind/definition";
import { type AnyItem, KINDS, type PartOf } from "@/lib/domain/kinds";
import { ANSWERS } from "@/lib/domain/kinds/comfort";
import { contentOf, PARTS, partField } from "@/lib/domain/sharing/parts";
import { useItemWords } from "./use-item-words";

type Line = { label: string; texts: readonly string[] };

/** All that is written in an item, in the writer's own words, for the writer alone. */
export function useItemLines(): (item: AnyItem) => readonly Line[] {
  const answers = useTranslations("answers");
  const { choice } = useKindWords();
  const { partName } = useItemWords();

  const textsOf = (item: AnyItem, part: PartOf<AnyItem>): string[] => {
    const content = contentOf(item, part);
    if (content === null) return [];
    const word = (one: unknown) => choice(item.kind, part, String(one), "mine");
    switch (partField(item.kind, part)?.is) {
      case "flag":
        return ["✓"];
      case "choice":
        return [word(content)];
      case "choices":
        return Array.isArray(content) ? content.map(word) : [];
      case "answer":
        return answerTexts(content);
      default:
        return Array.isArray(content) ? content.map(String) : [String(content)];
    }
  };
  const answerTexts = (content: unknown): string[] => {
    const { is, condition = "" }: { is?: unknown; condition?: unknown } = { ...Object(content) };
    const kind = ANSWERS.find((one) => one === is);
    return [kind ? answers(kind) : "", String(condition)].filter((text) => text !== "");
  };
  return (item) => {
    const { title }: KindDefinition = KINDS[item.kind];
    const parts: readonly PartOf<AnyItem>[] = PARTS[item.kind];
    return parts
      .filter((part) => part !== title)
      .map((part) => ({ label: partName(item, part), texts: textsOf(item, part) }))
      .filter(({ texts }) => texts.length > 0);
  };
}
