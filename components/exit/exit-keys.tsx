"use client";

import { installExit } from "@/lib/client";

// As soon as the script is there, not when React gets round to it.
installExit();

/** Draws nothing; carries the listeners for the way out to every page. */
export function ExitKeys() {
  return null;
}
