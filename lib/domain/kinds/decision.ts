import { type KindDefinition, LIMITS, type PartDirection, WAITS } from "../kind/definition";

/** Decisions to choose from. */
export const DECISIONS = [
  "police",
  "whoIsTold",
  "counselling",
  "medicine",
  "appointments",
  "contact",
  "money",
  "work",
  "home",
] as const;

/** Who may bring a decision up. */
export const TALK = ["mayAsk", "bringUp", "leaveIt"] as const;

/** Where nothing is said the other asks nothing of it, as where its writer brings it up. */
const LESS_ASKING: PartDirection = {
  is: "order",
  ranks: { leaveIt: 0, bringUp: 1, mayAsk: 2 } satisfies Record<(typeof TALK)[number], number>,
  unset: 1,
};

/** A decision that is its writer's own, and how it may be talked of. */
export const decision = {
  moment: "decisions",
  guidance: { page: "their-decisions" },
  along: { about: { is: "named", starters: DECISIONS } },
  fields: {
    talk: {
      is: "choice",
      of: TALK,
      sentence: true,
      direction: LESS_ASKING,
      holds: ["bringUp", "leaveIt"],
    },
    helps: {
      is: "lines",
      direction: WAITS,
      holds: true,
      starters: ["listen", "come", "findOut", "stay"],
    },
    pleaseDont: {
      is: "lines",
      direction: LIMITS,
      holds: true,
      starters: ["decide", "tell", "press", "advise"],
    },
    // Where it stands may have changed since.
    soFar: { is: "note", direction: WAITS, holds: false },
  },
} as const satisfies KindDefinition;
