import { same } from "../canonical";
import type { Question, WORD_QUESTIONS } from "../check-in/options";
import type { AnswerKind, ComfortPart } from "../comfort/options";
import { LIST_LENGTH } from "../entry/limits";
import type { HardMomentPart } from "../hard-moment/options";
import type { SupportPart, Touch } from "../support/options";
import type { Shareable } from "./parts";

/*
 * Which way "no" lies, for each part of each kind: so that a tightening can go out at once, and nothing looser than what
 * the other sees goes out without a press. [Note: Tightening]
 */

/**
 * - `order`: each choice has a rank, and a lower one is tighter; `unset` is the rank of no answer.
 * - `limits`: a flag or a list of lines that limits. Setting it, or one line more, is tighter.
 * - `waits`: neither way is tighter, so that whatever is new waits.
 */
export type PartDirection =
  | { readonly is: "order"; readonly ranks: Readonly<Record<string, number>>; readonly unset: number }
  | { readonly is: "limits" }
  | { readonly is: "waits" };

/** Unset reads as "ask first", and so does an answer that is not sure yet. */
const ANSWER: PartDirection = {
  is: "order",
  ranks: { no: 0, notNow: 1, askFirst: 2, notSure: 2, onlyIf: 3, welcome: 4 } satisfies Record<
    AnswerKind,
    number
  >,
  unset: 2,
};
const TOUCH: PartDirection = {
  is: "order",
  ranks: { none: 0, askFirst: 1, welcome: 2 } satisfies Record<Touch, number>,
  unset: 1,
};
/** A day's closeness that is not told opens nothing at all, which is the tightest. */
const CLOSENESS: PartDirection = {
  is: "order",
  ranks: { none: 0, notSure: 1, aLittle: 2, some: 3, lots: 4 } satisfies Record<
    (typeof WORD_QUESTIONS)["closeness"][number],
    number
  >,
  unset: -1,
};
const LIMITS: PartDirection = { is: "limits" };
const WAITS: PartDirection = { is: "waits" };

type Table<Part extends string> = Readonly<Record<Part, PartDirection>>;

const COMFORT: Table<ComfortPart> = {
  whenTheyStart: ANSWER,
  whenIStart: ANSWER,
  either: ANSWER,
  notALeadUp: LIMITS,
  dontAsk: LIMITS,
  note: WAITS,
};
const HARD_MOMENT: Table<HardMomentPart> = {
  name: WAITS,
  signs: WAITS,
  helps: WAITS,
  pleaseDont: LIMITS,
  nearness: WAITS,
  lasts: WAITS,
  afterwards: WAITS,
};
const SUPPORT: Table<SupportPart> = {
  wants: WAITS,
  touch: TOUCH,
  steps: WAITS,
  wordsThatHelp: WAITS,
  wordsToLeaveOut: LIMITS,
  othersToCall: WAITS,
};
const CHECK_IN: Table<Question> = {
  today: WAITS,
  energy: WAITS,
  bodySafety: WAITS,
  closeness: CLOSENESS,
  crossedLine: WAITS,
  holdingUp: WAITS,
  whatHelped: WAITS,
  wouldChange: WAITS,
  keptPledge: WAITS,
  need: WAITS,
  anythingElse: WAITS,
};

/** The direction of each part of each kind. The compiler asks for one that is missing. */
export const PART_DIRECTIONS = {
  comfort: COMFORT,
  hardMoment: HARD_MOMENT,
  support: SUPPORT,
  checkIn: CHECK_IN,
} as const satisfies Record<Shareable["kind"], Table<never>>;

/** The direction of a part of this kind. */
export function directionOf(kind: Shareable["kind"], part: string): PartDirection {
  const table: Readonly<Record<string, PartDirection>> = PART_DIRECTIONS[kind];
  return table[part] ?? WAITS;
}

export type Change = "same" | "tightens" | "loosens";

/**
 * What it would be for the other if `content` stood in place of `shown`; null is nothing. "loosens" is whatever is
 * neither the same nor tighter, so that other words of one rank count as that.
 */
export function changeOf(direction: PartDirection, shown: unknown, content: unknown): Change {
  if (same(shown, content)) return "same";
  switch (direction.is) {
    case "order":
      return rankOf(direction, content) < rankOf(direction, shown) ? "tightens" : "loosens";
    case "limits":
      return linesMore(shown, content) === null ? "loosens" : "tightens";
    case "waits":
      return "loosens";
  }
}

/** The rank of a choice, or of an answer by its kind. */
export function rankOf(direction: PartDirection & { is: "order" }, value: unknown): number {
  const choice = typeof value === "object" && value !== null && "is" in value ? value.is : value;
  return typeof choice === "string" ? (direction.ranks[choice] ?? direction.unset) : direction.unset;
}

/**
 * The lines that `after` has more than `before`; null where one of `before` is gone or in another place. A flag counts
 * as one line.
 */
export function linesMore(before: unknown, after: unknown): unknown[] | null {
  const kept = linesOf(before);
  const added: unknown[] = [];
  let at = 0;
  for (const line of linesOf(after)) {
    if (at < kept.length && line === kept[at]) at++;
    else added.push(line);
  }
  return at === kept.length ? added : null;
}

/**
 * Both limits together: a flag that is set on either side, or the lines of `first` and then those that only `second`
 * has. Null where they are too many for one list.
 */
export function bothLimits(first: unknown, second: unknown): unknown {
  if (!Array.isArray(first) && !Array.isArray(second)) return first ?? second;
  const added = [...linesOf(second)];
  for (const line of linesOf(first)) {
    const at = added.indexOf(line);
    if (at !== -1) added.splice(at, 1);
  }
  const together = [...linesOf(first), ...added];
  return together.length > LIST_LENGTH ? null : together;
}

const linesOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
