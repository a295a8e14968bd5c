import { type KindDefinition, LIMITS, TAGGED, WAITS } from "../kind/definition";
import type { ItemFrom } from "../kind/item";

/** Whether the other should be near while it lasts. */
export const NEARNESS = ["stay", "giveSpace", "askMe"] as const;

/** A hard moment: what may be seen from outside, and what helps. */
export const hardMoment = {
  moment: "ifThey",
  title: "name",
  now: ["signs", "helps", "nearness", "pleaseDont"],
  guidance: { page: "signs-and-what-helps" },
  along: TAGGED,
  fields: {
    name: { is: "line", direction: WAITS, holds: "along" },
    signs: {
      is: "lines",
      direction: WAITS,
      holds: true,
      starters: ["still", "fast", "silent", "away", "hands", "snap"],
    },
    helps: {
      is: "lines",
      numbered: true,
      direction: WAITS,
      holds: true,
      starters: ["name", "where", "breathe", "light", "water", "wait"],
    },
    pleaseDont: {
      is: "lines",
      direction: LIMITS,
      holds: true,
      starters: ["touch", "why", "calm", "shout", "leave"],
    },
    nearness: { is: "choice", of: NEARNESS, sentence: true, direction: WAITS, holds: ["giveSpace", "askMe"] },
    lasts: { is: "line", direction: WAITS, holds: true },
    afterwards: { is: "note", direction: WAITS, holds: true },
  },
} as const satisfies KindDefinition;

export type HardMoment = ItemFrom<"hardMoment", typeof hardMoment>;
