"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { StepFrame } from "@/components/ui/step-frame";
import { TextInput } from "@/components/ui/text-input";
import { engine, useSteps, useTask } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { EngineSilent } from "./engine-silent";
import {
  adviceOn,
  type NewPassphrase,
  NewPassphraseField,
  NO_PASSPHRASE,
  passphraseOf,
} from "./new-passphrase";
import { OtherAddress } from "./other-address";
import { ShowCode, TypeCodeBack } from "./recovery-code";
import { useEngineAnswer } from "./use-engine-answer";
import { useEngineSoon } from "./use-engine-soon";
import { useWayOn } from "./use-way-on";

type Part = "old" | "passphrase" | "code" | "confirm";
const PARTS: readonly Part[] = ["old", "passphrase", "code", "confirm"];

/** Back in with the recovery code: a new passphrase and a new code, the new code typed back before anything is sent. */
export function RecoverScreen() {
  const t = useTranslations("account");
  const problems = useTranslations("problems");
  const path = usePath();
  const task = useTask();
  const wayOn = useWayOn(task.busy);
  const worker = useEngineAnswer();
  const steps = useSteps();
  const [done, setDone] = useState(false);
  const part = done ? "done" : (PARTS[steps.at] ?? "old");
  const to = (earlier: Part) => steps.backTo(PARTS.indexOf(earlier));
  const [handle, setHandle] = useState("");
  const [code, setCode] = useState("");
  const [missing, setMissing] = useState({ handle: false, code: false });
  const [wrongCode, setWrongCode] = useState(false);
  const [passphrase, setPassphrase] = useState<NewPassphrase>(NO_PASSPHRASE);
  const [passphraseError, setPassphraseError] = useState<string>();
  const [checking, setChecking] = useState(false);
  const [newCode, setNewCode] = useState("");
  const [typed, setTyped] = useState("");
  useEngineSoon();

  const giveOld = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing({ handle: handle.trim() === "", code: code.trim() === "" });
    if (handle.trim() !== "" && code.trim() !== "") steps.onward();
  };
  const givePassphrase = async (event: SubmitEvent) => {
    event.preventDefault();
    if (checking) return;
    setChecking(true);
    const advice = await adviceOn(passphrase, handle, worker);
    setChecking(false);
    setPassphraseError(advice === null ? undefined : t(`passphrase.${advice}`));
    if (advice !== null) return;
    if (newCode === "") {
      const made = await worker.ask((asked) => asked.newRecoveryCode());
      if (made === null) return;
      setNewCode(made);
    }
    steps.onward();
  };
  const recover = async () => {
    const account = { handle, code, newPassphrase: passphraseOf(passphrase), newCode };
    const recovered = await task.run(async (onStep) => {
      const outcome = await engine().recover(account, onStep);
      if (!outcome.ok && (outcome.problem === "wrong_code" || outcome.problem === "bad_handle")) {
        setWrongCode(true);
        to("old");
      }
      if (!outcome.ok && outcome.problem === "weak_passphrase") {
        setPassphraseError(problems(outcome.problem));
        to("passphrase");
      }
      return outcome;
    });
    if (!recovered) return;
    await steps.leave();
    setDone(true);
  };

  // From the last step the way back is "See the code again".
  const before: Part | null = part === "code" ? "passphrase" : part === "passphrase" ? "old" : null;
  return (
    <Page className="max-w-[36rem]">
      <PageHead title={t("recover.title")} lead={t("recover.lead")} />
      <StepFrame step={part} toTop>
        {part === "old" && (
          <form onSubmit={giveOld} className="grid gap-5" noValidate>
            <OtherAddress page="/recover" />
            {steps.startedOver && (
              <Notice kind="waiting" title={t("recover.reloadedTitle")} live>
                <p>{t("recover.reloaded")}</p>
              </Notice>
            )}
            <Field label={t("handle.label")} error={missing.handle ? t("handle.missing") : undefined}>
              <TextInput
                value={handle}
                onChange={(text) => {
                  setHandle(text);
                  setWrongCode(false);
                  setMissing((now) => ({ ...now, handle: false }));
                }}
                autoCapitalize="none"
                autoCorrect="off"
                spellCheck={false}
              />
            </Field>
            <Field
              label={t("recover.codeLabel")}
              hint={t("recover.codeHint")}
              error={missing.code ? t("recover.codeMissing") : wrongCode ? problems("wrong_code") : undefined}
            >
              <TextInput
                value={code}
                onChange={(text) => {
                  setCode(text);
                  setWrongCode(false);
                  setMissing((now) => ({ ...now, code: false }));
                }}
                autoCapitalize="characters"
                autoCorrect="off"
                spellCheck={false}
              />
            </Field>
            <Button variant="primary" type="submit" className="justify-self-start">
              {t("next")}
            </Button>
          </form>
        )}
        {part === "passphrase" && (
          <form onSubmit={givePassphrase} className="grid gap-5" noValidate>
            {worker.silent && <EngineSilent onAgain={() => void worker.answers()} />}
            <Section title={t("recover.newTitle")}>
              <NewPassphraseField
                value={passphrase}
                onChange={(next) => {
                  setPassphrase(next);
                  setPassphraseError(undefined);
                }}
                handle={handle}
                error={passphraseError}
                worker={worker}
              />
              <Button
                variant="primary"
                type="submit"
                className="mt-3 justify-self-start"
                busy={checking}
                busyLabel={t("choose.checking")}
              >
                {t("next")}
              </Button>
            </Section>
          </form>
        )}
        {part === "code" && (
          <Section title={t("recover.newCodeTitle")}>
            <ShowCode code={newCode} onWritten={steps.onward} />
          </Section>
        )}
        {part === "confirm" && (
          <TypeCodeBack
            code={newCode}
            typed={typed}
            onTyped={setTyped}
            onRight={() => void recover()}
            onSeeAgain={() => to("code")}
            submit={t("recover.submit")}
            busyLabel={t("recover.busy")}
            task={task}
            worker={worker}
          />
        )}
        {part === "done" && (
          <Section title={t("recover.doneTitle")}>
            <p className="max-w-[58ch]">{t("recover.done")}</p>
            <Button variant="primary" className="justify-self-start" onClick={wayOn}>
              {t("recover.open")}
            </Button>
          </Section>
        )}
      </StepFrame>
      {before !== null && (
        <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={() => to(before)}>
          {t("back")}
        </Button>
      )}
      {part === "old" && (
        <Disclosure summary={t("recover.lostTitle")}>
          <div className="prose">
            <p>{t("recover.lost")}</p>
            <p>
              <Link href={path("/sign-up")}>{t("recover.signUp")}</Link>
            </p>
          </div>
        </Disclosure>
      )}
    </Page>
  );
}
