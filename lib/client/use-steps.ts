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

/** All that an entry of the history holds: which step it is for, and how many entries it lies above the page's first. */
type Place = { step: number; depth: number };

/** The place of the entry that is shown; null for one that the browser made by itself, for a link within the page. */
function placeHere(): Place | null {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null) return null;
  const read = (held: unknown) => (typeof held === "number" ? held : 0);
  return {
    step: "step" in state ? read(state.step) : 0,
    depth: "depth" in state ? read(state.depth) : 0,
  };
}

/**
 * The steps of one page, each with an entry in the browser's history: a phone's Back leads one step back, and what was typed
 * stays in the page's memory.
 */
export function useSteps(): Steps {
  const [at, setAt] = useState(0);
  const [startedOver, setStartedOver] = useState(false);
  /** Where the page is, and the depth of each step's entry as far as the page has been. */
  const place = useRef<Place>({ step: 0, depth: 0 });
  const depths = useRef([0]);
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
        // To where it is said.
        setTimeout(() => window.scrollTo(0, 0));
      }
      const here = placeHere();
      if (here === null) {
        // "Skip to the page" and the like: an entry more for the same step.
        place.current = { ...place.current, depth: place.current.depth + 1 };
        history.replaceState({ ...place.current }, "");
        return;
      }
      // Forward leads no further than this page has been.
      place.current = { ...here, step: Math.min(here.step, depths.current.length - 1) };
      setAt(place.current.step);
    };
    window.addEventListener("popstate", follow);
    // Each step begins at its top. A browser goes on scrolling to where one was for as long as a page grows, whatever the page does
    // meanwhile; how it is to be is kept for each entry, and a new one takes it over from the one before.
    history.scrollRestoration = "manual";
    const behind = placeHere()?.depth ?? 0;
    if (behind > 0 && returned.current === null) {
      returned.current = "going";
      setStartedOver((placeHere()?.step ?? 0) > 0);
      history.go(-behind);
    }
    return () => {
      window.removeEventListener("popstate", follow);
      // The entry is that of the next page by now.
      history.scrollRestoration = "auto";
    };
  }, []);

  const onward = useCallback(() => {
    const next = { step: place.current.step + 1, depth: place.current.depth + 1 };
    depths.current = [...depths.current.slice(0, next.step), next.depth];
    place.current = next;
    setStartedOver(false);
    history.pushState({ ...next }, "");
    setAt(next.step);
  }, []);

  const backTo = useCallback((step: number) => {
    const away = place.current.depth - (depths.current[step] ?? 0);
    if (away > 0) history.go(-away);
  }, []);

  const leave = useCallback(async () => {
    const away = place.current.depth;
    depths.current = [0];
    if (away === 0) return;
    await new Promise<void>((done) => {
      left.current = done;
      history.go(-away);
      setTimeout(done, LEAVE_AT_MOST_MS);
    });
    left.current = null;
    place.current = { step: 0, depth: 0 };
  }, []);

  return { at, startedOver, onward, backTo, leave };
}
