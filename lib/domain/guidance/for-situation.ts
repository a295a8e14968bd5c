import type { Situation } from "../kinds/support";
import type { GuidanceSlug } from "./slugs";

/** The page to read about a situation. It depends on the situation alone, never on what was shared about it. */
export const PAGE_FOR_SITUATION: Record<Situation, GuidanceSlug> = {
  goQuiet: "when-they-go-quiet",
  panic: "when-they-panic",
  farAway: "when-they-feel-far-away",
  cannotSleep: "hard-nights",
  low: "when-they-feel-low",
  angry: "when-they-are-angry",
  hardDate: "hard-dates",
  afterTherapy: "after-therapy",
  afterWeStop: "when-you-stop-halfway",
  anyDay: "small-kindnesses",
};
