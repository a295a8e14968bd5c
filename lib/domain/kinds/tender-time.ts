import { type KindDefinition, LIMITS, TAGGED, WAITS } from "../kind/definition";

/**
 * A time that is harder than others. When it is, what it is about and what would be kind are parts of their own. When it is stands
 * there in words (docs/decisions/045-a-tender-time-is-told-in-words.md).
 */
export const tenderTime = {
  moment: "tenderTimes",
  title: "reason",
  guidance: { page: "hard-dates" },
  along: TAGGED,
  fields: {
    reason: { is: "line", direction: WAITS, holds: "along" },
    when: {
      is: "lines",
      direction: WAITS,
      holds: true,
      starters: ["holidays", "dark", "firstWarm", "birthday", "evenings", "nights"],
    },
    kindness: {
      is: "lines",
      direction: WAITS,
      holds: true,
      starters: ["quiet", "noGuests", "slow", "walk", "near", "ask"],
    },
    pleaseDont: {
      is: "lines",
      direction: LIMITS,
      holds: true,
      starters: ["bringUp", "cheerUp", "takeIt"],
    },
  },
} as const satisfies KindDefinition;
