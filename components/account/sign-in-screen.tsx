"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHead } from "@/components/ui/page";
import { PassphraseInput } from "@/components/ui/passphrase-input";
import { TextInput } from "@/components/ui/text-input";
import { TickRow } from "@/components/ui/tick-row";
import { engine, useTask } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { EngineSilent } from "./engine-silent";
import { LockedHere } from "./locked-here";
import { OtherAddress } from "./other-address";
import { StepWords } from "./step-words";
import { useEngineAnswer } from "./use-engine-answer";
import { useEngineSoon } from "./use-engine-soon";
import { useWayOn } from "./use-way-on";

/**
 * Signing in. What was typed stays, whatever comes of it.
 * No field has a name: a form sent before the scripts are there would put named ones into the address.
 */
export function SignInScreen() {
  const t = useTranslations("account");
  const problems = useTranslations("problems");
  const path = usePath();
  const task = useTask();
  const wayOn = useWayOn(task.busy);
  const [handle, setHandle] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [missing, setMissing] = useState({ handle: false, passphrase: false });
  /*
   * A browser that remembers handle and passphrase hands them to whoever opens the device next, and its list of saved
   * sites tells that there is an account. So the fields say what they are to a password manager only when the person
   * says that nobody else opens this device. Pasting works either way.
   */
  const [mine, setMine] = useState(false);
  const worker = useEngineAnswer();
  const started = useEngineSoon();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setMissing({ handle: handle.trim() === "", passphrase: passphrase === "" });
    if (handle.trim() === "" || passphrase === "") return;
    const signedIn = await task.run(async (onStep) => {
      if (!(await worker.answers())) return { ok: false, problem: "server" };
      return engine().signIn({ handle, passphrase }, onStep);
    });
    if (signedIn) wayOn();
  };

  const wrong = task.problem === "wrong_passphrase" || task.problem === "bad_handle";
  return (
    <Page className="max-w-[36rem]">
      <PageHead title={t("signIn.title")} lead={t("signIn.lead")} />
      <form onSubmit={submit} className="grid gap-5" noValidate>
        <OtherAddress page="/sign-in" />
        {started && <LockedHere />}
        <Field label={t("handle.label")} error={missing.handle ? t("handle.missing") : undefined}>
          <TextInput
            value={handle}
            onChange={(text) => {
              setHandle(text);
              setMissing((now) => ({ ...now, handle: false }));
            }}
            autoComplete={mine ? "username" : "off"}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
        </Field>
        <Field
          label={t("passphrase.label")}
          error={
            missing.passphrase ? t("passphrase.missing") : wrong ? problems("wrong_passphrase") : undefined
          }
        >
          <PassphraseInput
            value={passphrase}
            onChange={(text) => {
              setPassphrase(text);
              setMissing((now) => ({ ...now, passphrase: false }));
            }}
            autoComplete={mine ? "current-password" : "off"}
          />
        </Field>
        <TickRow label={t("signIn.mine")} hint={t("signIn.mineHint")} checked={mine} onChange={setMine} />
        {worker.silent && <EngineSilent onAgain={() => void worker.answers()} />}
        {task.problem !== null && !wrong && !worker.silent && (
          <Notice kind="trouble" live>
            <p>{task.problem === "too_many" ? t("signIn.tooMany") : problems(task.problem)}</p>
          </Notice>
        )}
        <div className="grid gap-4">
          <Button
            variant="primary"
            type="submit"
            className="sm:justify-self-start"
            busy={task.busy}
            busyLabel={t("signIn.busy")}
          >
            {t("signIn.submit")}
          </Button>
          <StepWords step={task.step} />
        </div>
      </form>
      <div className="flex flex-wrap gap-x-6 gap-y-2 border-t border-line pt-4">
        <Link className="link inline-flex min-h-11 items-center" href={path("/sign-up")}>
          {t("signIn.none")}
        </Link>
        <Link className="link inline-flex min-h-11 items-center" href={path("/recover")}>
          {t("signIn.lost")}
        </Link>
      </div>
    </Page>
  );
}
