import type { Failure } from "./http";

/** Why something is not with the server, in the terms of the save line. */
export type HeldBack = "offline" | "server" | "signed_out" | "too_large";

/** The reason that a failure counts as on the save line. */
export function heldBack(failure: Failure): HeldBack {
  if (failure === "other_account") return "signed_out";
  if (failure === "body_too_large") return "too_large";
  return failure === "offline" || failure === "signed_out" ? failure : "server";
}
