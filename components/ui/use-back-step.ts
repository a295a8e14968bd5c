"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/*
 * Steps into something on one and the same page, out of which a phone's way back leads too. Each is an entry in the
 * history with the page's own address: what was opened stands neither in the address nor in the title, and the entry's
 * state holds a depth and nothing else.
 */

type Step = { address: string; onBack: () => void };

const steps: Step[] = [];
let listening = false;

const depthOf = (state: unknown): number =>
  typeof state === "object" && state !== null && "depth" in state && typeof state.depth === "number"
    ? state.depth
    : 0;

function wentBack(event: PopStateEvent): void {
  const left = steps.splice(depthOf(event.state));
  // The same page, never gone: nothing for the router to do, and without a network nothing it could do.
  if (left.some(({ address }) => address === location.href)) event.stopImmediatePropagation();
  for (const step of left.reverse()) step.onBack();
}

function enter(step: Step): void {
  if (!listening) window.addEventListener("popstate", wentBack, { capture: true });
  listening = true;
  steps.push(step);
  history.pushState({ depth: steps.length }, "");
}

type BackStep = {
  /** Whether one is inside. */
  inside: boolean;
  /** Steps in; does nothing inside. */
  enter: () => void;
  /** Steps out, as a phone's way back does; does nothing outside. */
  back: () => void;
};

/** One step that can be taken on a page. It ends when the component goes. */
export function useBackStep(): BackStep {
  const [inside, setInside] = useState(false);
  const taken = useRef<Step>(null);

  const stepIn = useCallback(() => {
    if (taken.current !== null) return;
    taken.current = {
      address: location.href,
      onBack: () => {
        taken.current = null;
        setInside(false);
      },
    };
    enter(taken.current);
    setInside(true);
  }, []);
  const back = useCallback(() => {
    // Out of what was stepped into from inside, too.
    if (taken.current !== null) history.go(steps.indexOf(taken.current) - steps.length);
  }, []);

  useEffect(
    () => () => {
      const at = taken.current === null ? -1 : steps.indexOf(taken.current);
      if (at >= 0) steps.splice(at);
      taken.current = null;
    },
    [],
  );
  return { inside, enter: stepIn, back };
}
