"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { TaskProblem } from "@/components/link/task-problem";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { BackLink, Page, PageHead } from "@/components/ui/page";
import { Progress } from "@/components/ui/progress";
import { engine, type HeldByHost, useTask, useVault } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { HeldDocument } from "./held-document";

/** One's own record as the server has it at this moment, beside what it says. Asked for once, and again when pressed. */
export function HeldScreen() {
  const t = useTranslations("held");
  const path = usePath();
  const { saving } = useVault("saving");
  const [documents, setDocuments] = useState<readonly HeldByHost[] | null>(null);
  const { run, busy, problem } = useTask<{ documents: readonly HeldByHost[] }>();
  const change = useTask();
  const [removed, setRemoved] = useState(false);
  const ask = useCallback(async () => {
    const outcome = await run(() => engine().heldByHost());
    if (outcome) setDocuments(outcome.documents);
  }, [run]);
  useEffect(() => void ask(), [ask]);
  const begin = async (blindedName: string) => {
    if (await change.run(() => engine().beginAnew(blindedName))) await ask();
  };
  const remove = async (blindedName: string) => {
    if (!(await change.run(() => engine().removeStray(blindedName)))) return;
    setRemoved(true);
    await ask();
  };

  return (
    <Page>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        back={<BackLink href={path("/settings")}>{t("back")}</BackLink>}
      />
      {documents === null && busy && <Progress>{t("reading")}</Progress>}
      {saving.state !== "saved" && <p>{t("behind")}</p>}
      {documents?.length === 0 && <p>{t("none")}</p>}
      {documents !== null && documents.length > 0 && (
        <>
          <ul className="grid gap-10">
            {documents.map((held) => (
              <HeldDocument
                key={held.blindedName}
                held={held}
                onRemove={() => void remove(held.blindedName)}
                onBegin={() => void begin(held.blindedName)}
              />
            ))}
          </ul>
          <p className="text-quiet">{t("sizeNote")}</p>
        </>
      )}
      <p role="status">{removed && t("removed")}</p>
      <TaskProblem problem={problem ?? change.problem} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Button onClick={() => void ask()} busy={busy} busyLabel={t("reading")}>
          {t("again")}
        </Button>
        <Link className="link inline-flex min-h-11 items-center" href={path("/what-the-host-sees")}>
          {t("table")}
        </Link>
      </div>
    </Page>
  );
}
