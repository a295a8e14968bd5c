import { type Field, type KindDefinition, WAITS } from "../kind/definition";

// What is good once opens something, so that none of it stands on a page that may not be the newest; a place and a small thing may.
const opens = { is: "lines", direction: WAITS, holds: false } as const satisfies Field;
const kind = { is: "lines", direction: WAITS, holds: true } as const satisfies Field;

/** The counterweight to all that is hard: what is good, and how it shows. */
export const feelsGood = {
  moment: "feelsGood",
  single: true,
  along: {},
  fields: {
    closeness: { ...opens, starters: ["sideBySide", "holdHands", "longHug", "headOnShoulder", "justLie"] },
    places: { ...kind, starters: ["water", "green", "kitchen", "backToWall", "bed"] },
    smallThings: { ...kind, starters: ["tea", "music", "laugh", "cook", "timeAlone"] },
    ease: { ...opens, starters: ["hum", "joke", "shoulders", "look", "tell"] },
  },
} as const satisfies KindDefinition;
