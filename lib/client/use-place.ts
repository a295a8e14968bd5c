"use client";

import { useSyncExternalStore } from "react";

/** Whether the engine can run here: `unknown` while the page is still the served shell. */
export type Place = "unknown" | "ready" | "insecure" | "unsupported";

/** Plain http other than localhost has no crypto.subtle; an old browser may lack a worker of modules or IndexedDB. */
function place(): Place {
  if (!window.isSecureContext) return "insecure";
  const complete =
    typeof Worker === "function" && typeof indexedDB === "object" && crypto.subtle !== undefined;
  return complete ? "ready" : "unsupported";
}

const never = () => () => undefined;

/** Where the page runs. Ask before the engine is started. */
export const usePlace = (): Place => useSyncExternalStore(never, place, () => "unknown");
