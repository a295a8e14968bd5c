import type { Trouble } from "./contract";

/** A kind of document that only a newer program knows: it may hold something shared, and nobody here can tell what. */
export const isNewerKind = ({ document, problem }: Trouble): boolean =>
  document === "unknown" && problem === "newer_program";

/** Of no name that is known, and vouched for by nothing: it may be nobody's, and stands in nobody's way. */
export const isStray = ({ document, problem }: Trouble): boolean =>
  document === "unknown" && problem === "cannot_open";

/**
 * Whether something shared may stand in a document that could not be opened, so that no page can be composed: the one rule for
 * what screens show and for what is published.
 */
export const hidesShares = (trouble: Trouble): boolean =>
  trouble.document === "unknown" ? isNewerKind(trouble) : trouble.document !== "profile";
