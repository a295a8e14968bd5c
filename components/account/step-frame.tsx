"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = {
  /** Changes with the step. Focus moves to the new one, so that it is read from its start. */
  step: string;
  children: ReactNode;
};

/** One step of several on the same page. */
export function StepFrame({ step, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    frame.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step]);
  return (
    <div ref={frame} tabIndex={-1} className="outline-none">
      {children}
    </div>
  );
}
