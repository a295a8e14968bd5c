/** Whether the other should be near while it lasts. */
export const NEARNESS = ["stay", "giveSpace", "askMe"] as const;
