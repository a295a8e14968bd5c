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
