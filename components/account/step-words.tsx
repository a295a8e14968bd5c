"use client";

import { useTranslations } from "next-intl";
import { Progress } from "@/components/ui/progress";
import type { Step } from "@/lib/client";

/** What is being done while one waits, in words. The place is kept, so that nothing jumps. */
export function StepWords({ step }: { step: Step | null }) {
  const t = useTranslations("account.step");
  return <div className="min-h-16">{step !== null && <Progress>{t(step)}</Progress>}</div>;
}
