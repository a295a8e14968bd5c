import type { Trouble } from "./contract";

/** Whether something shared may stand in a document that could not be opened, so that no page can be composed. */
export function hidesShares({ document, problem }: Trouble): boolean {
  // A kind of document that only a newer program knows may hold something shared.
  if (document === "unknown") return problem === "newer_program";
  return document !== "profile";
}
