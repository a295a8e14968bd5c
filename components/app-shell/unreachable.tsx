"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { engine, type Problem } from "@/lib/client";

/** The server did not answer, so nobody knows yet who is signed in. */
export function Unreachable({ problem }: { problem: Problem }) {
  const t = useTranslations("shell.unreachable");
  const problems = useTranslations("problems");
  return (
    <div className="grid justify-items-start gap-6" role="status">
      <PageHead title={t("title")} lead={problems(problem)} />
      <Button variant="primary" onClick={() => void engine().restore()}>
        {t("tryAgain")}
      </Button>
    </div>
  );
}
