"use client";

import { useEffect, useState } from "react";
import { engine } from "@/lib/client";

/**
 * Starts the engine once the page is quiet. What it needs is large: it must not stand in the way of the first words,
 * and must be there when the form is sent. Gives whether it was started.
 */
export function useEngineSoon(): boolean {
  const [started, setStarted] = useState(false);
  useEffect(() => {
    const start = () => {
      engine();
      setStarted(true);
    };
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(start, 200);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(start, { timeout: 2000 });
    return () => cancelIdleCallback(idle);
  }, []);
  return started;
}
