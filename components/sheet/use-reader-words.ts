"use client";

import { useKindWords } from "@/components/kind/use-kind-words";
import { ownNameIn } from "@/lib/domain/kind/content";
import { KINDS, type Kind, type PageItemOf } from "@/lib/domain/kinds";

/** What something is called; `stock`: in Stile's words, and not its writer's. */
export type ReaderName = { readonly text: string; readonly stock: boolean };

/** What to call a shared item, in the words of the one who reads it. */
export function useReaderWords(): {
  /** What an item goes by, of a page or as it is shared; null where it goes by nothing. */
  nameOf: (kind: Kind, item: object) => ReaderName | null;
  /** The same; that it is one of its kind where it goes by nothing. */
  titleOf: (item: PageItemOf) => ReaderName;
} {
  const { say, named } = useKindWords();
  const nameOf = (kind: Kind, item: object): ReaderName | null => {
    const name = ownNameIn(KINDS[kind], { ...item });
    if (name === null) return null;
    return "own" in name
      ? { text: name.own, stock: false }
      : { text: named(kind, name.starter, "theirs"), stock: true };
  };
  return {
    nameOf,
    titleOf: (item) => nameOf(item.kind, item) ?? { text: say(item.kind, "item"), stock: true },
  };
}
