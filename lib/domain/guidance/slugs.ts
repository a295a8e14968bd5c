/** For whom a page is written. */
export const audiences = ["partner", "self", "both"] as const;

/** The pages of guidance by their place on the index, in reading order. Each has a file messages/<language>/guidance/<slug>.json. */
export const guidanceGroups = {
  /** When something is told, or might be. */
  hearing: [
    "when-they-tell-you",
    "treating-them-the-same",
    "listening",
    "bring-it-up-or-wait",
    "not-the-details",
    "when-the-page-is-empty",
    "their-decisions",
    "if-it-has-just-happened",
    "any-kind-of-harm",
  ],
  /** A moment, as the partner's page names them. */
  moments: [
    "signs-and-what-helps",
    "helping-without-tiptoeing",
    "when-they-go-quiet",
    "when-they-panic",
    "when-they-feel-far-away",
    "always-on-watch",
    "hard-nights",
    "when-they-feel-low",
    "when-they-are-angry",
    "hard-dates",
    "after-therapy",
    "small-kindnesses",
  ],
  closeness: ["touch-now", "starting-closeness", "if-a-no-hurts", "when-you-stop-halfway"],
  /** The partner's own side. */
  you: [
    "patient-enough",
    "staying-and-worth",
    "when-you-got-it-wrong",
    "your-anger",
    "your-own-story",
    "looking-after-yourself",
    "when-it-is-too-much",
  ],
  /** For the one who sets the boundaries. */
  self: [
    "saying-no",
    "changing-your-mind",
    "a-yes-to-keep-the-peace",
    "nobody-is-owed-a-story",
    "sharing-slowly",
    "sharing-less",
    "when-sharing-is-not-safe",
    "what-stile-cannot-protect-from",
  ],
} as const satisfies Record<string, readonly string[]>;

export type GuidanceGroup = keyof typeof guidanceGroups;
export type GuidanceSlug = (typeof guidanceGroups)[GuidanceGroup][number];

export const guidanceSlugs: readonly GuidanceSlug[] = Object.values(guidanceGroups).flat();
