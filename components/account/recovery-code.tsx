"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { TextInput } from "@/components/ui/text-input";
import type { Task } from "@/lib/client";
import { EngineSilent } from "./engine-silent";
import { StepWords } from "./step-words";
import type { EngineAnswer } from "./use-engine-answer";

/** The code, large and in groups, shown this once; and where it is safe to keep, given who may look for it. */
export function ShowCode({ code, onWritten }: { code: string; onWritten: () => void }) {
  const t = useTranslations("account.code");
  return (
    <div className="grid gap-5">
      <p className="max-w-[58ch]">{t("lead")}</p>
      <fieldset className="min-w-0">
        <legend className="sr-only">{t("label")}</legend>
        <p
          translate="no"
          className="flex flex-wrap gap-x-5 gap-y-2 rounded-md border border-line bg-wash px-4 py-4 text-xl font-bold tracking-[0.08em] sm:text-2xl"
          data-testid="recovery-code"
        >
          {code.split("-").map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups may repeat; their place is what they are
            <span key={index}>{group}</span>
          ))}
        </p>
      </fieldset>
      <CopyButton text={code} label={t("copy")} copied={t("copied")} failed={t("copyFailed")} />
      <Disclosure summary={t("where")} open>
        <div className="prose">
          <p>{t("where1")}</p>
          <p>{t("where2")}</p>
          <p>{t("where3")}</p>
        </div>
      </Disclosure>
      <Button variant="primary" className="justify-self-start" onClick={onWritten}>
        {t("written")}
      </Button>
    </div>
  );
}

type TypeBackProps = {
  code: string;
  typed: string;
  onTyped: (typed: string) => void;
  /** The code was typed back right. */
  onRight: () => void;
  onSeeAgain: () => void;
  submit: string;
  busyLabel: string;
  /** What typing it back right sets going. */
  task: Pick<Task, "busy" | "step" | "problem">;
  worker: EngineAnswer;
};

/** Asks for the code to be typed back, forgiving how it is typed, and says how what follows is getting on. */
export function TypeCodeBack(props: TypeBackProps) {
  const { code, typed, onTyped, onRight, onSeeAgain, submit, busyLabel, worker } = props;
  const { busy, step, problem } = props.task;
  const t = useTranslations("account.code");
  const problems = useTranslations("problems");
  const [different, setDifferent] = useState(false);

  const check = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const same = await worker.ask((asked) => asked.sameRecoveryCode(code, typed));
    if (same === null) return;
    setDifferent(!same);
    if (same) onRight();
  };
  return (
    <Section title={t("confirmTitle")}>
      <form onSubmit={check} className="grid gap-5" noValidate>
        <p className="max-w-[58ch]">{t("confirmLead")}</p>
        <Field label={t("confirmLabel")} error={different ? t("different") : undefined}>
          <TextInput
            value={typed}
            onChange={(text) => {
              setDifferent(false);
              onTyped(text);
            }}
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            className="font-bold tracking-[0.08em]"
          />
        </Field>
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" type="submit" busy={busy} busyLabel={busyLabel}>
            {submit}
          </Button>
          {!busy && (
            <Button variant="plain" className="max-sm:-ml-2.5" onClick={onSeeAgain}>
              {t("see")}
            </Button>
          )}
        </div>
      </form>
      {worker.silent && <EngineSilent onAgain={() => void worker.answers()} />}
      <StepWords step={step} />
      {problem !== null && (
        <Notice kind="trouble" live>
          <p>{problems(problem)}</p>
        </Notice>
      )}
    </Section>
  );
}
