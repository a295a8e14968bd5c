import type { GuidanceSlug } from "../guidance/slugs";
import { type KindDefinition, LIMITS, type Look, type PartDirection, WAITS } from "../kind/definition";
import type { ItemFrom } from "../kind/item";

/** Situations to choose from; "anyDay" holds small kindnesses. */
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

/** A touch looks as the answer on a topic does that says the same. */
const LOOKS = { welcome: "welcome", askFirst: "askFirst", none: "no" } as const satisfies Record<Touch, Look>;

/** The page to read about a situation. It depends on the situation alone, never on what was shared about it. */
export const PAGE_FOR_SITUATION = {
  goQuiet: "when-they-go-quiet",
  panic: "when-they-panic",
  farAway: "when-they-feel-far-away",
  cannotSleep: "hard-nights",
  low: "when-they-feel-low",
  angry: "when-they-are-angry",
  hardDate: "hard-dates",
  afterTherapy: "after-therapy",
  afterWeStop: "when-you-stop-halfway",
  anyDay: "small-kindnesses",
} as const satisfies Record<Situation, GuidanceSlug>;

/** What a person would like in a situation. */
export const support = {
  moment: { by: "situation", of: { anyDay: "kindnesses" }, others: "ifThey" },
  mainly: { anyDay: "steps" },
  now: ["touch", "steps", "wordsThatHelp", "wordsToLeaveOut", "othersToCall"],
  guidance: { page: "signs-and-what-helps", of: PAGE_FOR_SITUATION },
  along: { situation: { is: "named", starters: SITUATIONS } },
  fields: {
    wants: { is: "choices", of: WANTS, direction: WAITS, holds: true },
    touch: { is: "choice", of: TOUCH, looks: LOOKS, direction: NEARER, holds: ["none"] },
    steps: { is: "lines", numbered: true, direction: WAITS, holds: true },
    wordsThatHelp: { is: "lines", direction: WAITS, holds: true },
    wordsToLeaveOut: { is: "lines", direction: LIMITS, holds: true },
    othersToCall: { is: "lines", direction: WAITS, holds: true },
  },
} as const satisfies KindDefinition;

export type Support = ItemFrom<"support", typeof support>;
