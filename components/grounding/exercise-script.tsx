"use client";

import { useTranslations } from "next-intl";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Exercise } from "@/lib/domain/grounding/schema";
import { BreathShape } from "./breath-shape";

/**
 * One exercise: the whole script to read at one's own pace, or one step at a time in large words. Only a press moves it on:
 * there is no clock, and what step one is at is forgotten as soon as one stops.
 */
export function ExerciseScript({ exercise }: { exercise: Exercise }) {
  const t = useTranslations("grounding");
  const { lead, steps, stop, breath } = exercise;
  const [at, setAt] = useState<number | null>(null);
  const next = useRef<HTMLButtonElement>(null);
  const stepping = at !== null;

  // The button pressed to begin is gone: Enter goes on from the next one.
  useEffect(() => {
    if (stepping) next.current?.focus();
  }, [stepping]);

  const goBack = () => {
    // At the first step this button can no longer be pressed, and focus would be lost with it.
    if (at === 1) next.current?.focus();
    setAt((at ?? 1) - 1);
  };
  const leave = (event: MouseEvent<HTMLElement>) => {
    setAt(null);
    const details = event.currentTarget.closest("details");
    details?.removeAttribute("open");
    details?.querySelector("summary")?.focus();
  };

  return (
    <div className="grid gap-5">
      <p className="max-w-[62ch] text-quiet">{lead}</p>
      {!stepping && (
        <Button className="justify-self-start noscript:hidden" onClick={() => setAt(0)}>
          {t("step")}
        </Button>
      )}
      {!stepping && (
        <ol className="grid max-w-[62ch] list-decimal gap-2 pl-7 marker:text-quiet">
          {steps.map((step) => (
            <li key={step} className="pl-1">
              {step}
            </li>
          ))}
        </ol>
      )}
      {/* Stands here before it says anything: only then is what it says read out, once at each press. */}
      <p
        role="status"
        className={stepping ? "flex min-h-44 items-center rounded-lg bg-wash px-5 py-6 text-xl" : "sr-only"}
      >
        {stepping && steps[at]}
      </p>
      {stepping && (
        <div className="flex flex-wrap gap-3">
          <Button ref={next} variant="primary" onClick={() => setAt((at + 1) % steps.length)}>
            {at + 1 < steps.length ? t("next") : t("again")}
          </Button>
          <Button disabled={at === 0} onClick={goBack}>
            {t("previous")}
          </Button>
          <Button onClick={leave}>{t("stop")}</Button>
        </div>
      )}
      {breath !== undefined && <BreathShape breath={breath} />}
      <p className="max-w-[62ch]">
        <b>{t("ease")}.</b> {stop}
      </p>
    </div>
  );
}
