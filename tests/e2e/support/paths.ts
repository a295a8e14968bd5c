import { KIND_NAMES, PLACES } from "@/lib/domain/kinds/places";

/** The pages of an open vault, but for home, as they stand after the language: those of all kinds, and the others. */
export const SIGNED_IN_PATHS = [
  ...KIND_NAMES.map((kind) => `/${PLACES[kind].path}` as const),
  "/sharing",
  "/my-card",
  "/theirs",
  "/linking",
  "/settings",
] as const;
