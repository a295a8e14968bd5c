/** The hard moments there are to practise, in the order of the index. Each has a file messages/<language>/rehearsal/<slug>.json. */
export const rehearsalSlugs = [
  "quiet-evening",
  "quiet-evening-other-side",
  "a-hug",
  "no-again",
  "no-again-other-side",
  "first-words",
  "nightmare",
  "crowd",
  "your-anger",
  "changed-plans",
  "yesterday",
] as const;
export type RehearsalSlug = (typeof rehearsalSlugs)[number];
