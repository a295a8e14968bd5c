import { type Field, type KindDefinition, LIMITS, WAITS } from "../kind/definition";

const lines = { is: "lines", direction: WAITS, holds: true } as const satisfies Field;

/** Who comes back first after a pause. */
export const BACK_FIRST = ["writer", "reader", "whoAsked"] as const;

/**
 * For when speech is gone: a sign that means stop, what freezing looks like, and a pause. Seven of ten people froze while they were
 * assaulted (Möller 2017, 298 women), so a stop that needs a voice is none.
 */
export const noWords = {
  moment: "beforeTouch",
  first: true,
  single: true,
  guidance: { page: "touch-now" },
  along: {},
  fields: {
    stopSign: {
      is: "lines",
      direction: LIMITS,
      holds: true,
      starters: ["tap", "hand", "squeeze", "turnAway", "push"],
    },
    // Each is a reason to stop, so one more is tighter.
    freezing: {
      is: "lines",
      direction: LIMITS,
      holds: true,
      starters: ["still", "silent", "eyes", "breath", "goAlong"],
    },
    doFirst: { ...lines, numbered: true, starters: ["handsOff", "room", "name", "where", "wait"] },
    pauseLasts: { ...lines, starters: ["tenMinutes", "halfAnHour", "untilAsked", "nextDay"] },
    pausePlaces: { ...lines, starters: ["rooms", "walk", "sameRoom"] },
    pauseEnds: { is: "choice", of: BACK_FIRST, sentence: true, direction: WAITS, holds: true },
  },
} as const satisfies KindDefinition;
