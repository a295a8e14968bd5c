"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/client";

/** What went wrong with what was just asked for, beside the button that asked. */
export function TaskProblem({ problem }: { problem: Problem | null }) {
  const t = useTranslations("problems");
  if (problem === null) return null;
  return (
    <Notice kind="trouble" live>
      <p>{t(problem)}</p>
    </Notice>
  );
}

/** Beside what one waits for: with the session at its end nothing comes any more. What only failed this once is asked again. */
export function SessionEnded({ problem }: { problem: Problem | null }) {
  return <TaskProblem problem={problem === "signed_out" ? problem : null} />;
}
