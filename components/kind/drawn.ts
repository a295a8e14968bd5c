import { KIND_NAMES, type Kind } from "@/lib/domain/kinds/places";

/** The kinds with a screen of their own, where one that is drawn from the definition does not serve. */
const OWN_SCREEN = ["comfort", "support", "checkIn"] as const satisfies readonly Kind[];

/** A kind whose screen is drawn from its definition. */
export type DrawnKind = Exclude<Kind, (typeof OWN_SCREEN)[number]>;

/** A kind that is drawn from its definition to the reader. */
export type ReadKind = Exclude<Kind, "comfort" | "support">;

export const DRAWN_KINDS = KIND_NAMES.filter(
  (kind): kind is DrawnKind => !OWN_SCREEN.some((own) => own === kind),
);
