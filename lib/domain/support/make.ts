import type { Support, SupportSituation } from "./schema";

/** A support with nothing filled in. `id` is new and random, `now` milliseconds since 1970. */
export function blankSupport(id: string, situation: SupportSituation, now: number): Support {
  return {
    kind: "support",
    id,
    editedAt: now,
    situation,
    wants: [],
    touch: null,
    steps: [],
    wordsThatHelp: [],
    wordsToLeaveOut: [],
    othersToCall: [],
    share: null,
  };
}
