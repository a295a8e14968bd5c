"use client";

import { keepUpWithTranslation } from "@/lib/client";

// Before React draws anything, and before a translator takes hold of it.
keepUpWithTranslation();

/** Draws nothing; lets every page be translated by the browser. */
export function PageTranslation() {
  return null;
}
