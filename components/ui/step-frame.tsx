"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = {
  /** Changes with the step. Focus moves to the new one, so that it is read from its start. */
  step: string;
  /** Starts the new step at the top of the window. */
  toTop?: boolean;
  children: ReactNode;
};

/** One step of several on the same page. */
export function StepFrame({ step, toTop = false, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    // A step that comes by itself takes no focus from elsewhere; where focus was on what is gone now, it is taken up.
    const focused = document.activeElement;
    if (focused !== null && focused !== document.body && !frame.current?.contains(focused)) return;
    frame.current?.focus({ preventScroll: true });
    if (toTop) window.scrollTo(0, 0);
  }, [step, toTop]);
  return (
    <div ref={frame} tabIndex={-1} className="outline-none">
      {children}
    </div>
  );
}
