import type { HardMoment } from "./schema";

/** A hard moment with nothing filled in. `id` is new and random, `now` milliseconds since 1970. */
export function blankHardMoment(id: string, now: number): HardMoment {
  return {
    kind: "hardMoment",
    id,
    editedAt: now,
    name: "",
    signs: [],
    helps: [],
    pleaseDont: [],
    nearness: null,
    lasts: "",
    afterwards: "",
    share: null,
  };
}
