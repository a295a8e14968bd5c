import { type Field, type KindDefinition, type PartDirection, WAITS } from "../kind/definition";

const lines = { is: "lines", direction: WAITS, holds: true } as const satisfies Field;

/** How much a person can carry for somebody else now. */
export const CAPACITY = ["steady", "stretched", "needPause"] as const;

const LESS_TO_GIVE: PartDirection = {
  is: "order",
  ranks: { needPause: 0, stretched: 1, steady: 2 } satisfies Record<(typeof CAPACITY)[number], number>,
  unset: 1,
};

/** The side of the one who helps: what they promise, and what they can and cannot carry. */
export const mySide = {
  moment: "theirSide",
  single: true,
  along: {},
  fields: {
    promises: { ...lines, starters: ["stop", "noWhy", "askFirst", "noPress", "sayIt"] },
    capacity: {
      is: "choice",
      of: CAPACITY,
      sentence: true,
      direction: LESS_TO_GIVE,
      holds: ["stretched", "needPause"],
    },
    needs: { ...lines, starters: ["sleep", "timeAlone", "notSolve", "kindWord", "talk"] },
    turnTo: { ...lines, starters: ["friend", "family", "counsellor", "helpLine"] },
  },
} as const satisfies KindDefinition;
