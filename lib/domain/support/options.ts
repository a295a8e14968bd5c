/** Situations to choose from. Their words are in messages/, under `situations`; "anyDay" holds small kindnesses. */
export const SITUATIONS = [
  "goQuiet",
  "panic",
  "farAway",
  "cannotSleep",
  "low",
  "angry",
  "hardDate",
  "afterTherapy",
  "afterWeStop",
  "anyDay",
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** What a person may want of the other then. */
export const WANTS = ["listen", "advice", "distraction", "company", "space", "practical"] as const;

export const TOUCH = ["welcome", "askFirst", "none"] as const;
export type Touch = (typeof TOUCH)[number];
