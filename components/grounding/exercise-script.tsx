"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { installExerciseSteps } from "@/lib/client";
import type { Exercise } from "@/lib/domain/grounding/schema";
import { BreathShape } from "./breath-shape";

/**
 * One exercise: the whole script to read at one's own pace, or one step at a time in large words. What a press does is in
 * lib/client/texts/exercise-steps.ts, by the attributes that stand here: the page of exercises has no framework, and this
 * is drawn once and never changed.
 */
export function ExerciseScript({ exercise }: { exercise: Exercise }) {
  const t = useTranslations("grounding");
  const { lead, steps, stop, breath } = exercise;
  useEffect(installExerciseSteps, []);
  return (
    <div data-exercise="" className="grid gap-5">
      <p className="max-w-[62ch] text-quiet">{lead}</p>
      <Button data-step="begin" className="justify-self-start noscript:hidden">
        {t("step")}
      </Button>
      <div>
        <ol data-script="" className="grid max-w-[62ch] list-decimal gap-2 pl-7 marker:text-quiet">
          {steps.map((step) => (
            <li key={step} className="pl-1">
              {step}
            </li>
          ))}
        </ol>
        {/* Stands here before it says anything: only then is what it says read out, once at each press. */}
        <div role="status">
          <p
            data-said=""
            hidden
            className="flex min-h-44 items-center rounded-lg bg-wash px-5 py-6 text-xl"
          />
        </div>
      </div>
      <div data-buttons="" hidden className="flex flex-wrap gap-3">
        <Button data-step="next" variant="primary">
          <span data-onward="">{t("next")}</span>
          <span data-again="" hidden>
            {t("again")}
          </span>
        </Button>
        <Button data-step="previous" disabled>
          {t("previous")}
        </Button>
        <Button data-step="stop">{t("stop")}</Button>
      </div>
      {breath !== undefined && <BreathShape breath={breath} />}
      <p className="max-w-[62ch]">
        <b>{t("ease")}.</b> {stop}
      </p>
    </div>
  );
}
