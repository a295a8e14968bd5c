import type { Along, Field, KindDefinition, Own } from "./definition";

/*
 * The types of an item, as a definition has it. The schemas of schema.ts are made from the same definition, field by field.
 */

/** What an item is about: something of the starter set by its key, or the person's own words. */
export type Name<Starter extends string> = { starter: Starter } | { own: string };

/** One of a list of answers. `onlyIf` carries its condition; while that is empty the answer says nothing and is not shown. */
export type Answer<Of extends string> = { is: Exclude<Of, "onlyIf"> } | { is: "onlyIf"; condition: string };

/** A type with its members written out, as tools and the compiler's messages show it. */
type Flat<T> = { [Key in keyof T]: T[Key] };

type Of<F> = F extends { readonly of: readonly (infer One extends string)[] } ? One : never;

/** What is shown of a field: it says something. */
type Shown<F extends Field> = F extends { readonly is: "line" | "note" }
  ? string
  : F extends { readonly is: "lines" }
    ? string[]
    : F extends { readonly is: "flag" }
      ? true
      : F extends { readonly is: "choice" }
        ? Of<F>
        : F extends { readonly is: "choices" }
          ? Of<F>[]
          : Answer<Of<F>>;

/** What a field of an item holds, filled in or not. */
type Held<F extends Field> = F extends { readonly is: "flag" }
  ? boolean
  : F extends { readonly is: "choice" | "answer" }
    ? Shown<F> | null
    : Shown<F>;

type AlongFor<A extends Along> = A extends {
  readonly is: "named";
  readonly starters: readonly (infer Starter extends string)[];
}
  ? Name<Starter>
  : A extends { readonly is: "tag" }
    ? string
    : Of<A>;

type AlongOf<D extends KindDefinition> = { [Name in keyof D["along"]]: AlongFor<D["along"][Name]> };

/** What of it an item has as a field of its own: a tag is made when something is shared. */
type NamedOf<D extends KindDefinition> = {
  [Name in keyof D["along"] as D["along"][Name] extends { readonly is: "tag" } ? never : Name]: AlongFor<
    D["along"][Name]
  >;
};

type OwnOf<D extends KindDefinition> = D extends { readonly own: infer Fields extends Record<string, Own> }
  ? { [Name in keyof Fields]: Fields[Name]["is"] extends "moment" ? number : string }
  : object;

type InAnswers<D extends KindDefinition> = {
  [Part in keyof D["fields"]]: D["fields"][Part] extends { readonly inAnswers: true } ? Part : never;
}[keyof D["fields"]];

/** What stands in an item's `answers`: one that is missing was left out. */
export type AnswersOf<D extends KindDefinition> = {
  [Part in InAnswers<D>]?: Shown<D["fields"][Part]> | undefined;
};

type FieldsOf<D extends KindDefinition> = {
  [Part in Exclude<keyof D["fields"], InAnswers<D>>]: Held<D["fields"][Part]>;
} & ([InAnswers<D>] extends [never] ? object : { answers: Flat<AnswersOf<D>> });

/** The share of one part; see PartShare (entry/share.ts) for what it means. */
type SharedPart<Seen> = {
  period: string | null;
  from: number | null;
  until: number | null;
  shown: Seen | null;
};

type ShareOf<D extends KindDefinition> = {
  name: Flat<AlongOf<D>> | null;
  parts: { [Part in keyof D["fields"]]?: SharedPart<Shown<D["fields"][Part]>> | undefined };
} | null;

/** An item of a kind, as its writer keeps it. `editedAt`: the person's own clock, milliseconds since 1970. */
export type ItemFrom<Kind extends string, D extends KindDefinition> = Flat<
  { kind: Kind; id: string; editedAt: number } & NamedOf<D> & OwnOf<D> & FieldsOf<D> & { share: ShareOf<D> }
>;

/** An item of a kind, as it stands on a page. */
export type PageItemFrom<Kind extends string, D extends KindDefinition> = Flat<
  { kind: Kind } & AlongOf<D> & { [Part in keyof D["fields"]]?: Shown<D["fields"][Part]> | undefined }
>;
