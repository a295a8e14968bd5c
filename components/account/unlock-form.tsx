"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page";
import { PassphraseInput } from "@/components/ui/passphrase-input";
import { engine, useStanding, useTask } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { EngineSilent } from "./engine-silent";
import { StepWords } from "./step-words";
import { useEngineAnswer } from "./use-engine-answer";

/**
 * Signed in, and locked. It shows neither the handle nor what lies behind: whoever picks the device up learns that
 * something is locked, and no more.
 */
export function UnlockForm() {
  const t = useTranslations("account");
  const problems = useTranslations("problems");
  const path = usePath();
  const [passphrase, setPassphrase] = useState("");
  const [missing, setMissing] = useState(false);
  const task = useTask();
  const worker = useEngineAnswer();
  const snapshot = useStanding();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(passphrase === "");
    if (passphrase === "") return;
    await task.run(async (onStep) => {
      if (!(await worker.answers())) return { ok: false, problem: "server" };
      return engine().unlock(passphrase, onStep);
    });
  };

  const error = missing
    ? t("passphrase.missing")
    : task.problem === "wrong_passphrase"
      ? t("locked.wrong")
      : task.problem === null || worker.silent
        ? undefined
        : problems(task.problem);

  return (
    <div className="grid gap-6">
      <PageHead title={t("locked.title")} lead={t("locked.lead")} />
      {snapshot.status === "locked" && snapshot.stillShown && (
        <Notice kind="trouble" title={t("locked.stillShownTitle")} live>
          <p>{t("locked.stillShown")}</p>
        </Notice>
      )}
      <form onSubmit={submit} className="grid gap-5" noValidate>
        <Field label={t("passphrase.label")} error={error}>
          <PassphraseInput
            value={passphrase}
            onChange={(typed) => {
              setPassphrase(typed);
              setMissing(false);
            }}
            autoComplete="off"
          />
        </Field>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button variant="primary" type="submit" busy={task.busy} busyLabel={t("locked.unlocking")}>
            {t("locked.unlock")}
          </Button>
          <Link href={path("/sign-in")} className="link inline-flex min-h-11 items-center">
            {t("locked.someoneElse")}
          </Link>
          <Link href={path("/recover")} className="link inline-flex min-h-11 items-center">
            {t("signIn.lost")}
          </Link>
        </div>
        {worker.silent && <EngineSilent onAgain={() => void worker.answers()} />}
        <StepWords step={task.step} />
      </form>
    </div>
  );
}
