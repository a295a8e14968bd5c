import { type KindDefinition, LIMITS, type PartDirection, WAITS } from "../kind/definition";
import type { Touch } from "../support/options";

const TOUCH: PartDirection = {
  is: "order",
  ranks: { none: 0, askFirst: 1, welcome: 2 } satisfies Record<Touch, number>,
  unset: 1,
};

/** What a person would like in a situation. */
export const support = {
  along: { situation: { is: "words" } },
  fields: {
    wants: { is: "choices", direction: WAITS, holds: true },
    touch: { is: "choice", direction: TOUCH, holds: ["none"] },
    steps: { is: "lines", direction: WAITS, holds: true },
    wordsThatHelp: { is: "lines", direction: WAITS, holds: true },
    wordsToLeaveOut: { is: "lines", direction: LIMITS, holds: true },
    othersToCall: { is: "lines", direction: WAITS, holds: true },
  },
} satisfies KindDefinition;
export type SupportPart = keyof typeof support.fields;
