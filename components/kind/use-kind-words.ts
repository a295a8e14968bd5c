"use client";

import { type Messages, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { own } from "@/components/ui/own-words";
import type { KINDS, Kind, StarterOf } from "@/lib/domain/kinds";
import type { DrawnKind, FormKind, ReadKind } from "./drawn";

/* What screens say of a kind and its parts. The sentences stand in messages/<language>/screens/kinds/<kind>.json. */

type Fields<Of extends Kind> = (typeof KINDS)[Of]["fields"];
type Choices<F> = F extends { is: "choice" | "choices"; of: readonly (infer One extends string)[] }
  ? { choices: { [Choice in One]: { mine: string; theirs: string } } }
  : unknown;

/** What a kind has besides whose items go by a name of the starter set, or by one's own words. */
type IfNamed<Of extends Kind, Words> = [StarterOf<Of>] extends [never] ? unknown : Words;

type Lines<F> = F extends { is: "lines" } ? { add: string } : unknown;

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

/** What a kind has besides where it is drawn from the definition to the reader, and how its form names each part. */
type Read<Of extends Kind> = {
  parts: { [Part in keyof Fields<Of>]: { label: string; theirs: string } };
} & IfNamed<Of, { names: { [Name in StarterOf<Of>]: { mine: string; theirs: string } } }> &
  // Of the link to the page of guidance.
  ((typeof KINDS)[Of] extends { guidance: unknown } ? { guidance: string } : unknown);

/** What a kind has besides of which the form is drawn from its definition. */
type Form<Of extends Kind> = Read<Of> & {
  shared: string;
  delete: string;
  deleted: string;
  parts: { [Part in keyof Fields<Of>]: Lines<Fields<Of>[Part]> & Starters<Fields<Of>[Part]> };
} & IfNamed<Of, { pick: string; pickHint: string; pickOwn: string; ownName: string; ownNameNeeded: string }> &
  ((typeof KINDS)[Of] extends { mainly: infer Mainly }
    ? { mainly: { [Name in keyof Mainly]: Main<Fields<Of>, Mainly[Name]> } }
    : unknown) &
  (HasStarters<Fields<Of>> extends never ? unknown : { starters: string });

/** What the part is called that an item is before all. */
type Main<All, Part> = { name: string; label: string } & (Part extends keyof All
  ? Lines<All[Part]>
  : unknown);

/** What a kind has besides of which the screen is drawn from its definition. */
type Drawn<Of extends Kind> = Form<Of> & {
  lead: string;
  note: string;
} & ((typeof KINDS)[Of] extends { single: true }
    ? unknown
    : [StarterOf<Of>] extends [never]
      ? { emptyTitle: string; empty: string; add: string }
      : unknown);

/** The sentences of all kinds: one that is missing does not compile here. */
type Complete<
  Given extends {
    [Of in Kind]: Named<Of> &
      (Of extends ReadKind ? Read<Of> : unknown) &
      (Of extends FormKind ? Form<Of> : unknown) &
      (Of extends DrawnKind ? Drawn<Of> : unknown);
  },
> = Given;
type Words = Complete<Messages["kinds"]>;

/** The topics of comfort are a list of their own, the same to the writer and to the reader. One that is missing does not compile here. */
type Topics = AllNamed<StarterOf<"comfort">, Messages["topics"]>;
type AllNamed<Name extends string, Given extends { [One in Name]: string }> = Given;

/** What a kind has a single sentence for. */
type SentenceOf<Said> = { [What in keyof Said]: Said[What] extends string ? What : never }[keyof Said];
type Sentence = { [Of in Kind]: SentenceOf<Words[Of]> }[Kind];
type OfPart = "name" | "label" | "theirs" | "add" | "hint";

/** The sentences of a kind by what they are for. */
export function useKindWords(): {
  say: (kind: keyof Words, what: Sentence) => string;
  /** That an item was deleted, by its name. */
  deleted: (kind: FormKind, name: string) => ReactNode;
  /** What an item is called that goes by this name of the starter set. */
  named: (kind: Kind, starter: string, whose: "mine" | "theirs") => string;
  /** `mainly`: the starter by which the item is this part before all (mainIn). */
  ofPart: (kind: Kind, part: string, what: OfPart, mainly?: string) => string;
  /** A hint, which not every part has. */
  hintOf: (kind: Kind, part: string, mainly?: string) => string | undefined;
  starter: (kind: FormKind, part: string, starter: string) => string;
  choice: (kind: Kind, part: string, choice: string, whose: "mine" | "theirs") => string;
} {
  const t = useTranslations("kinds");
  const topics = useTranslations("topics");
  return useMemo(() => {
    // Put together from the names of the definition, of which `Complete` knows that each has its sentences.
    const key = (...names: readonly string[]) => names.join(".") as Parameters<typeof t>[0];
    const partKey = (kind: Kind, part: string, what: string, mainly: string | undefined) =>
      mainly === undefined ? key(kind, "parts", part, what) : key(kind, "mainly", mainly, what);
    return {
      say: (kind, what) => t(key(kind, what)),
      deleted: (kind, name) => t.rich(key(kind, "deleted"), { own, name }),
      named: (kind, starter, whose) =>
        kind === "comfort" ? topics(starter as keyof Topics) : t(key(kind, "names", starter, whose)),
      ofPart: (kind, part, what, mainly) => t(partKey(kind, part, what, mainly)),
      hintOf: (kind, part, mainly) => {
        const hint = partKey(kind, part, "hint", mainly);
        return t.has(hint) ? t(hint) : undefined;
      },
      starter: (kind, part, starter) => t(key(kind, "parts", part, "starters", starter)),
      choice: (kind, part, choice, whose) => t(key(kind, "parts", part, "choices", choice, whose)),
    };
  }, [t, topics]);
}
