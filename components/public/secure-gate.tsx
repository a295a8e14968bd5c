"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { canSeal } from "@/lib/client/can-seal";

const never = () => () => undefined;
const assumed = () => true;

/** Shows `children` where the browser can lock what is written, `otherwise` where it cannot. */
export function SecureGate({ children, otherwise }: { children: ReactNode; otherwise: ReactNode }) {
  return useSyncExternalStore(never, canSeal, assumed) ? children : otherwise;
}
