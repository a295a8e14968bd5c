"use client";

import { type Messages, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { own } from "@/components/ui/own-words";
import type { KINDS, Kind } from "@/lib/domain/kinds";
import type { DrawnKind, ReadKind } from "./drawn";

/* What screens say of a kind and its parts. The sentences stand in messages/<language>/screens/kinds/<kind>.json. */

type Fields<Of extends Kind> = (typeof KINDS)[Of]["fields"];
type Choices<F> = F extends { is: "choice" | "choices"; of: readonly (infer One extends string)[] }
  ? { choices: { [Choice in One]: { mine: string; theirs: string } } }
  : unknown;

type Starters<F> = F extends { starters: readonly (infer One extends string)[] }
  ? { starters: { [Starter in One]: string } }
  : unknown;

type HasStarters<F> = { [Part in keyof F]: F[Part] extends { starters: unknown } ? Part : never }[keyof F];

/** What every kind has. */
type Named<Of extends Kind> = {
  /** Of its screen, and in the navigation. */
  title: string;
  /** What it is for, on the first page. */
  text: string;
  /** What an item is called that goes by no name. */
  item: string;
  /** What goes along with a part that is ticked. */
  goesAlong: string;
  /** What an item is called that was set aside. */
  setAside: string;
  /** What each part is called in a list of them, and its choices to the writer and to the reader. */
  parts: { [Part in keyof Fields<Of>]: { name: string } & Choices<Fields<Of>[Part]> };
};

/** What each part has besides where it is drawn from the definition to the reader, and how its form names it. */
type Read<Of extends Kind> = {
  parts: { [Part in keyof Fields<Of>]: { label: string; theirs: string } };
};

/** What a kind has besides of which the screen is drawn from its definition. */
type Drawn<Of extends Kind> = Read<Of> & {
  lead: string;
  note: string;
  shared: string;
  delete: string;
  deleted: string;
  parts: {
    [Part in keyof Fields<Of>]: (Fields<Of>[Part] extends { is: "lines" } ? { add: string } : unknown) &
      Starters<Fields<Of>[Part]>;
  };
} & ((typeof KINDS)[Of] extends { single: true }
    ? unknown
    : { emptyTitle: string; empty: string; add: string }) &
  (HasStarters<Fields<Of>> extends never ? unknown : { starters: string });

/** The sentences of all kinds: one that is missing does not compile here. */
type Complete<
  Given extends {
    [Of in Kind]: Named<Of> &
      (Of extends ReadKind ? Read<Of> : unknown) &
      (Of extends DrawnKind ? Drawn<Of> : unknown);
  },
> = Given;
type Words = Complete<Messages["kinds"]>;

type Sentence =
  | Exclude<keyof Named<Kind>, "parts">
  | Exclude<keyof Drawn<"hardMoment"> | keyof Drawn<"words">, "parts">;
type OfPart = "name" | "label" | "theirs" | "add" | "hint";

/** The sentences of a kind by what they are for. */
export function useKindWords(): {
  say: (kind: keyof Words, what: Sentence) => string;
  /** That an item was deleted, by its name. */
  deleted: (kind: DrawnKind, name: string) => ReactNode;
  ofPart: (kind: Kind, part: string, what: OfPart) => string;
  /** A hint, which not every part has. */
  hintOf: (kind: Kind, part: string) => string | undefined;
  starter: (kind: DrawnKind, part: string, starter: string) => string;
  choice: (kind: Kind, part: string, choice: string, whose: "mine" | "theirs") => string;
} {
  const t = useTranslations("kinds");
  return useMemo(() => {
    // Put together from the names of the definition, of which `Complete` knows that each has its sentences.
    const key = (...names: readonly string[]) => names.join(".") as Parameters<typeof t>[0];
    return {
      say: (kind, what) => t(key(kind, what)),
      deleted: (kind, name) => t.rich(key(kind, "deleted"), { own, name }),
      ofPart: (kind, part, what) => t(key(kind, "parts", part, what)),
      hintOf: (kind, part) => {
        const hint = key(kind, "parts", part, "hint");
        return t.has(hint) ? t(hint) : undefined;
      },
      starter: (kind, part, starter) => t(key(kind, "parts", part, "starters", starter)),
      choice: (kind, part, choice, whose) => t(key(kind, "parts", part, "choices", choice, whose)),
    };
  }, [t]);
}
