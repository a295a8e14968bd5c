import { NEARNESS } from "../hard-moment/options";
import { type KindDefinition, LIMITS, WAITS } from "../kind/definition";

/** A hard moment: what may be seen from outside, and what helps. */
export const hardMoment = {
  along: {},
  fields: {
    name: { is: "text", direction: WAITS, holds: "along" },
    signs: { is: "lines", direction: WAITS, holds: true },
    helps: { is: "lines", direction: WAITS, holds: true },
    pleaseDont: { is: "lines", direction: LIMITS, holds: true },
    nearness: { is: "choice", of: NEARNESS, direction: WAITS, holds: ["giveSpace", "askMe"] },
    lasts: { is: "text", direction: WAITS, holds: true },
    afterwards: { is: "text", direction: WAITS, holds: true },
  },
} satisfies KindDefinition;
export type HardMomentPart = keyof typeof hardMoment.fields;
