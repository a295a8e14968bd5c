/** Whether the other should be near while it lasts. */
export const NEARNESS = ["stay", "giveSpace", "askMe"] as const;

/** The parts that are shared one by one: signs and help can be shared while the name stays private. */
export const HARD_MOMENT_PARTS = [
  "name",
  "signs",
  "helps",
  "pleaseDont",
  "nearness",
  "lasts",
  "afterwards",
] as const;
export type HardMomentPart = (typeof HARD_MOMENT_PARTS)[number];
