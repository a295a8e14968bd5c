/** The hard moments there are to practise, in the order of the index. Each has a file messages/<language>/rehearsal/<slug>.json. */
export const rehearsalSlugs = [
  "quiet-evening",
  "a-hug",
  "no-again",
  "first-words",
  "nightmare",
  "crowd",
  "your-anger",
  "changed-plans",
  "yesterday",
] as const;
export type RehearsalSlug = (typeof rehearsalSlugs)[number];
