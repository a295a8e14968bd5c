"use client";

import { useEffect, useState } from "react";
import { engine, type LinkView, type Problem } from "@/lib/client";

/** Waits between looks, milliseconds: the first while all goes well, the next ones as looks fail. */
const WAITS_MS = [4_000, 15_000, 60_000] as const;

/**
 * While something is expected to change, and the page is looked at, asks every few seconds where the link stands, and backs off
 * while that fails. Gives what the last look failed with; null where it went well, or nothing is expected.
 */
export function useLinkWatch(state: LinkView["state"]): Problem | null {
  const expecting = state === "invited" || state === "compare" || state === "waiting";
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    // A look that was begun before another one, or before the end, has no say any more.
    let round = 0;
    const look = async () => {
      clearTimeout(timer);
      const mine = ++round;
      if (document.visibilityState === "visible" && navigator.onLine) {
        const outcome = await engine().refreshLink();
        if (mine !== round) return;
        failures = outcome.ok ? 0 : failures + 1;
        setProblem(outcome.ok ? null : outcome.problem);
      }
      if (expecting) timer = setTimeout(look, WAITS_MS[Math.min(failures, WAITS_MS.length - 1)]);
    };
    const onView = () => void look();
    void look();
    if (expecting) document.addEventListener("visibilitychange", onView);
    return () => {
      round = -1;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onView);
    };
  }, [expecting]);
  return expecting ? problem : null;
}
