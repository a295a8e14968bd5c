/** The pages of an open vault, but for home, as they stand after the language. */
export const SIGNED_IN_PATHS = [
  "/comfort",
  "/hard-moments",
  "/support",
  "/words",
  "/sharing",
  "/my-card",
  "/theirs",
  "/check-in",
  "/linking",
  "/settings",
] as const;
