import { type KindDefinition, LIMITS, type PartDirection, WAITS } from "../kind/definition";
import { SITUATIONS, TOUCH, type Touch, WANTS } from "../support/options";

const NEARER: PartDirection = {
  is: "order",
  ranks: { none: 0, askFirst: 1, welcome: 2 } satisfies Record<Touch, number>,
  unset: 1,
};

/** What a person would like in a situation. */
export const support = {
  along: { situation: { is: "words", starters: SITUATIONS } },
  fields: {
    wants: { is: "choices", of: WANTS, direction: WAITS, holds: true },
    touch: { is: "choice", of: TOUCH, direction: NEARER, holds: ["none"] },
    steps: { is: "lines", direction: WAITS, holds: true },
    wordsThatHelp: { is: "lines", direction: WAITS, holds: true },
    wordsToLeaveOut: { is: "lines", direction: LIMITS, holds: true },
    othersToCall: { is: "lines", direction: WAITS, holds: true },
  },
} satisfies KindDefinition;
export type SupportPart = keyof typeof support.fields;
