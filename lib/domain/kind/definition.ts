import type { GuidanceSlug } from "../guidance/slugs";

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

/** The moments by which the partner's page is arranged, in its order. */
export const MOMENTS = [
  "beforeTouch",
  "ifThey",
  "feelsGood",
  "kindnesses",
  "words",
  "decisions",
  "tenderTimes",
  "fromCheckIns",
  "theirSide",
  "talking",
  "dayToDay",
] as const;
export type Moment = (typeof MOMENTS)[number];

/** The moment under which items of a kind stand: one for all, or by the choice or the starter that goes along under a name. */
export type Placed =
  | Moment
  | { readonly by: string; readonly of: Readonly<Record<string, Moment>>; readonly others: Moment };

/** How an answer or a choice looks, wherever it is picked or shown: each look goes by the answer on a topic that has it. */
export type Look = "welcome" | "askFirst" | "onlyIf" | "notNow" | "no" | "notSure";

/** What a field holds. An `answer` is one of a list too, of which "onlyIf" comes with a condition in words. */
type Held =
  | { readonly is: "line" | "note" | "flag" }
  /** `numbered`: their order is part of what they say. `starters`: lines that Stile offers, by their keys; pressed, one is words of one's own. */
  | { readonly is: "lines"; readonly numbered?: true; readonly starters?: readonly string[] }
  | { readonly is: "choices" | "answer"; readonly of: readonly string[] }
  /** `sentence`: the choice is a sentence of its own to the reader, and needs no label. `looks`: so it is, with the look that each choice has. */
  | {
      readonly is: "choice";
      readonly of: readonly string[];
      readonly sentence?: true;
      readonly looks?: Readonly<Record<string, Look>>;
    };

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
  | { readonly is: "choice"; readonly of: readonly string[] }
  | { readonly is: "tag" };

/**
 * What goes along with the parts of a kind whose items have no name that does: a tag, by which two items are told apart that may
 * say the same. It says nothing else: it is made from an id that is random, and is in no document before something is shared.
 */
export const TAGGED = { tag: { is: "tag" } } as const satisfies Readonly<Record<string, Along>>;

/** What stays with its writer, whatever is shared: a calendar day (YYYY-MM-DD), or a moment in milliseconds since 1970. */
export type Own = { readonly is: "day" | "moment" };

export type KindDefinition<Part extends string = string> = {
  readonly moment: Placed;
  /** Its items stand before those of every other kind under their moment. */
  readonly first?: true;
  /** There is one item of it, under an id that is the same on every device, so that two devices write one. */
  readonly single?: true;
  /** The part by which an item goes, where it has one: a line. */
  readonly title?: Part;
  /**
   * The part that an item is before all which goes by this starter. Its form begins with it, in words of its own; to the reader the
   * heading of the moment says what it is, so that the item needs no title there, and the part no label and no numbers.
   */
  readonly mainly?: Readonly<Record<string, Part>>;
  /** What of it stands on the card for right now, in this order, where the item stands under "if it gets hard". */
  readonly now?: readonly Part[];
  /** The page of guidance that its reader is led to, whatever was shared; `of`: another one by the starter that an item goes by. */
  readonly guidance?: { readonly page: GuidanceSlug; readonly of?: Readonly<Record<string, GuidanceSlug>> };
  /** The fields that go along with any part, by their names. */
  readonly along: Readonly<Record<string, Along>>;
  /** The fields that are never shown. */
  readonly own?: Readonly<Record<string, Own>>;
  /** The parts, in the order in which a form shows them. */
  readonly fields: Readonly<Record<Part, Field>>;
};
