import { type Field, type KindDefinition, LIMITS, WAITS } from "../kind/definition";

const phrases = { is: "lines", direction: WAITS, holds: true } as const satisfies Field;
const limits = { is: "lines", direction: LIMITS, holds: true } as const satisfies Field;

/** Words between two people: what is good to hear, what is not, and what things are called. */
export const words = {
  moment: "words",
  single: true,
  along: {},
  fields: {
    help: { ...phrases, starters: ["time", "believe", "here", "notYourFault", "whatWouldHelp"] },
    hurt: { ...limits, starters: ["notAgain", "longAgo", "overIt", "everyone"] },
    names: phrases,
    // A question that is welcome opens something.
    welcome: { ...phrases, holds: false, starters: ["howAreYou", "night", "company", "tonight"] },
    pleaseNot: { ...limits, starters: ["why", "details", "better", "thinking"] },
  },
} as const satisfies KindDefinition;
