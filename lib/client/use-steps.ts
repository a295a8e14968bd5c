"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export type Steps = {
  /** The step that shows, counted from 0. */
  at: number;
  /** The page was loaded again in the middle of its steps: what they held is gone. */
  startedOver: boolean;
  onward(): void;
  /** Back to an earlier step, as the browser's own Back would go. */
  backTo(step: number): void;
  /** Goes back to the page's first entry without showing the first step. The page is left, or has ended, from there. */
  leave(): Promise<void>;
};

/** A browser that goes nowhere must not hold anybody up, milliseconds. */
const LEAVE_AT_MOST_MS = 1000;

/** Which step this entry of the history is for. It is all that an entry holds. */
function stepHere(): number {
  const state: unknown = history.state;
  const held = typeof state === "object" && state !== null && "step" in state ? state.step : 0;
  return typeof held === "number" ? held : 0;
}

/**
 * The steps of one page, each with an entry in the browser's history: a phone's Back leads one step back, and what was typed
 * stays in the page's memory.
 */
export function useSteps(): Steps {
  const [at, setAt] = useState(0);
  const [startedOver, setStartedOver] = useState(false);
  const reached = useRef(0);
  const returned = useRef<"going" | "there" | null>(null);
  const left = useRef<(() => void) | null>(null);

  useEffect(() => {
    const follow = () => {
      if (left.current) {
        // After Next.js has heard of it too, which would otherwise put this page back over where one goes next.
        setTimeout(left.current);
        return;
      }
      if (returned.current === "going") {
        returned.current = "there";
        // To where it is said, once the browser has put back how far one had scrolled.
        setTimeout(() => window.scrollTo(0, 0));
      }
      // Forward leads no further than this page has been.
      setAt(Math.min(stepHere(), reached.current));
    };
    window.addEventListener("popstate", follow);
    const behind = stepHere();
    if (behind > 0 && returned.current === null) {
      returned.current = "going";
      setStartedOver(true);
      history.go(-behind);
    }
    return () => window.removeEventListener("popstate", follow);
  }, []);

  const onward = useCallback(() => {
    const next = stepHere() + 1;
    reached.current = next;
    setStartedOver(false);
    history.pushState({ step: next }, "");
    setAt(next);
  }, []);

  const backTo = useCallback((step: number) => {
    const away = stepHere() - step;
    if (away > 0) history.go(-away);
  }, []);

  const leave = useCallback(async () => {
    reached.current = 0;
    const away = stepHere();
    if (away === 0) return;
    await new Promise<void>((done) => {
      left.current = done;
      history.go(-away);
      setTimeout(done, LEAVE_AT_MOST_MS);
    });
    left.current = null;
  }, []);

  return { at, startedOver, onward, backTo, leave };
}
