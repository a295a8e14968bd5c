/*
 * What a kind of item is, as plain data: a screen that draws one needs no zod for it. What is derived from a definition stands
 * in this folder, and is written nowhere else.
 */

/**
 * Which way "no" lies for a field, so that a tightening can go out at once, and nothing looser than what the other sees goes
 * out without a press. [Note: Tightening]
 *
 * - `order`: each choice has a rank, and a lower one is tighter; `unset` is the rank of no answer.
 * - `limits`: a flag or a list of lines that limits. Setting it, or one line more, is tighter.
 * - `waits`: neither way is tighter, so that whatever is new waits.
 */
export type PartDirection =
  | { readonly is: "order"; readonly ranks: Readonly<Record<string, number>>; readonly unset: number }
  | { readonly is: "limits" }
  | { readonly is: "waits" };

export const LIMITS: PartDirection = { is: "limits" };
export const WAITS: PartDirection = { is: "waits" };

/**
 * What still holds of a field on a page that may not be the newest. `true`: it limits or helps, whatever it says. `false`: it may
 * open something. A list: the choices that open nothing. "along": it stands with what else holds, and by itself it is nothing.
 */
export type Holds = boolean | "along" | readonly string[];

/** What a field holds. An `answer` is one of a list too, of which "onlyIf" comes with a condition in words. */
type Held =
  | { readonly is: "line" | "note" | "lines" | "flag" }
  | { readonly is: "choice" | "choices" | "answer"; readonly of: readonly string[] };

/** A field that is shared by itself: a part. */
export type Field = Held & {
  /** It stands in the item's `answers`, and is absent there while it says nothing. */
  readonly inAnswers?: true;
  readonly direction: PartDirection;
  readonly holds: Holds;
};

/** What goes along with every part. `named`: a name, of the starter set or one's own, without which nothing can be shown. */
export type Along =
  | { readonly is: "named"; readonly starters: readonly string[] }
  | { readonly is: "choice"; readonly of: readonly string[] };

/** What stays with its writer, whatever is shared: a calendar day (YYYY-MM-DD), or a moment in milliseconds since 1970. */
export type Own = { readonly is: "day" | "moment" };

export type KindDefinition<Part extends string = string> = {
  /** The fields that go along with any part, by their names. */
  readonly along: Readonly<Record<string, Along>>;
  /** The fields that are never shown. */
  readonly own?: Readonly<Record<string, Own>>;
  /** The day among them by whose month its items are kept, each month in a document of its own. Without it: in that of all entries. */
  readonly monthly?: string;
  /** The parts, in the order in which a form shows them. */
  readonly fields: Readonly<Record<Part, Field>>;
};
