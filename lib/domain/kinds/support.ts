import { type KindDefinition, LIMITS, type PartDirection, WAITS } from "../kind/definition";
import type { ItemFrom } from "../kind/item";

/** Situations to choose from. Their words are in messages/, under `situations`; "anyDay" holds small kindnesses. */
export const SITUATIONS = [
  "goQuiet",
  "panic",
  "farAway",
  "cannotSleep",
  "low",
  "angry",
  "hardDate",
  "afterTherapy",
  "afterWeStop",
  "anyDay",
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** What a person may want of the other then. */
export const WANTS = ["listen", "advice", "distraction", "company", "space", "practical"] as const;

export const TOUCH = ["welcome", "askFirst", "none"] as const;
export type Touch = (typeof TOUCH)[number];

const NEARER: PartDirection = {
  is: "order",
  ranks: { none: 0, askFirst: 1, welcome: 2 } satisfies Record<Touch, number>,
  unset: 1,
};

/** What a person would like in a situation. */
export const support = {
  moment: { by: "situation", of: { anyDay: "kindnesses" }, others: "ifThey" },
  along: { situation: { is: "named", starters: SITUATIONS } },
  fields: {
    wants: { is: "choices", of: WANTS, direction: WAITS, holds: true },
    touch: { is: "choice", of: TOUCH, direction: NEARER, holds: ["none"] },
    steps: { is: "lines", numbered: true, direction: WAITS, holds: true },
    wordsThatHelp: { is: "lines", direction: WAITS, holds: true },
    wordsToLeaveOut: { is: "lines", direction: LIMITS, holds: true },
    othersToCall: { is: "lines", direction: WAITS, holds: true },
  },
} as const satisfies KindDefinition;

export type Support = ItemFrom<"support", typeof support>;
