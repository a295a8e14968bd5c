"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { StepFrame } from "@/components/ui/step-frame";
import { TextInput } from "@/components/ui/text-input";
import { engine, looksLikeHandle, useStanding, useSteps, useTask } from "@/lib/client";
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
import { type EngineAnswer, useEngineAnswer } from "./use-engine-answer";
import { useWayOn } from "./use-way-on";

type Part = "choose" | "code" | "confirm";
const PARTS: readonly Part[] = ["choose", "code", "confirm"];
const CHOOSE = 0;

type Errors = { handle?: string; passphrase?: string };

/**
 * Making an account, in three steps on one page. Going back loses nothing: the same handle, words and code are still
 * there. Nothing is sent before the code was typed back.
 */
export function SignUpScreen() {
  const t = useTranslations("account");
  const problems = useTranslations("problems");
  const task = useTask();
  const wayOn = useWayOn(task.busy);
  const worker = useEngineAnswer();
  const steps = useSteps();
  const part = PARTS[steps.at] ?? "choose";
  const { status } = useStanding();
  const [handle, setHandle] = useState<string>();
  const [passphrase, setPassphrase] = useState<NewPassphrase>(NO_PASSPHRASE);
  const [errors, setErrors] = useState<Errors>({});
  const [checking, setChecking] = useState(false);
  const [code, setCode] = useState("");
  const [typed, setTyped] = useState("");
  const typedHandle = handle ?? "";

  const suggestHandle = async () => {
    const suggested = await worker.ask((asked) => asked.suggestHandle());
    if (suggested === null) return;
    setHandle(suggested);
    setErrors((now) => ({ ...now, handle: undefined }));
  };
  const { ask, silent } = worker;
  useEffect(() => {
    if (silent) return;
    // Never over what was typed meanwhile.
    void ask((asked) => asked.suggestHandle()).then((suggested) =>
      setHandle((now) => now ?? suggested ?? undefined),
    );
  }, [ask, silent]);

  const choose = async (event: SubmitEvent) => {
    event.preventDefault();
    if (checking) return;
    setChecking(true);
    const advice = await adviceOn(passphrase, typedHandle, worker);
    setChecking(false);
    const found: Errors = {
      handle: looksLikeHandle(typedHandle) ? undefined : problems("bad_handle"),
      passphrase: advice === null ? undefined : t(`passphrase.${advice}`),
    };
    setErrors(found);
    if (found.handle !== undefined || found.passphrase !== undefined) return;
    // One code for the whole sign-up: what was written down stays right when one goes back a step.
    if (code === "") {
      const made = await worker.ask((asked) => asked.newRecoveryCode());
      if (made === null) return;
      setCode(made);
    }
    steps.onward();
  };

  const make = async () => {
    const account = { handle: typedHandle, passphrase: passphraseOf(passphrase), recoveryCode: code };
    const done = await task.run(async (onStep) => {
      const outcome = await engine().signUp(account, onStep);
      if (!outcome.ok && (outcome.problem === "handle_taken" || outcome.problem === "bad_handle")) {
        setErrors({ handle: problems(outcome.problem) });
        steps.backTo(CHOOSE);
      }
      if (!outcome.ok && outcome.problem === "weak_passphrase") {
        setErrors({ passphrase: problems(outcome.problem) });
        steps.backTo(CHOOSE);
      }
      return outcome;
    });
    if (!done) return;
    await steps.leave();
    wayOn();
  };

  return (
    <Page className="max-w-[36rem]">
      <PageHead title={t("signUp.title")} lead={t("signUp.lead")}>
        <p className="text-quiet">{t("signUp.stepOf", { step: PARTS.indexOf(part) + 1 })}</p>
      </PageHead>
      <StepFrame step={part} toTop>
        {part === "choose" && (
          <Choose
            handle={typedHandle}
            onHandle={(text) => {
              setHandle(text);
              setErrors((now) => ({ ...now, handle: undefined }));
            }}
            onSuggestHandle={() => void suggestHandle()}
            passphrase={passphrase}
            onPassphrase={(next) => {
              setPassphrase(next);
              setErrors((now) => ({ ...now, passphrase: undefined }));
            }}
            errors={errors}
            worker={worker}
            checking={checking}
            startedOver={steps.startedOver && status !== "open" && status !== "locked"}
            onSubmit={choose}
          />
        )}
        {part === "code" && (
          <Section title={t("code.title")}>
            <ShowCode code={code} onWritten={steps.onward} />
          </Section>
        )}
        {part === "confirm" && (
          <TypeCodeBack
            code={code}
            typed={typed}
            onTyped={setTyped}
            onRight={() => void make()}
            onSeeAgain={() => steps.backTo(PARTS.indexOf("code"))}
            submit={t("signUp.submit")}
            busyLabel={t("signUp.busy")}
            task={task}
            worker={worker}
          />
        )}
      </StepFrame>
      {/* From the last step the way back is "See the code again". */}
      {part === "code" && (
        <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={() => steps.backTo(CHOOSE)}>
          {t("back")}
        </Button>
      )}
    </Page>
  );
}

type ChooseProps = {
  handle: string;
  onHandle: (handle: string) => void;
  onSuggestHandle: () => void;
  passphrase: NewPassphrase;
  onPassphrase: (passphrase: NewPassphrase) => void;
  errors: Errors;
  worker: EngineAnswer;
  checking: boolean;
  startedOver: boolean;
  onSubmit: (event: SubmitEvent) => void;
};

function Choose(props: ChooseProps) {
  const t = useTranslations("account");
  const path = usePath();
  return (
    <form onSubmit={props.onSubmit} className="grid gap-8" noValidate>
      <OtherAddress page="/sign-up" />
      {props.worker.silent && <EngineSilent onAgain={() => void props.worker.answers()} />}
      {props.startedOver && (
        <Notice kind="waiting" title={t("signUp.reloadedTitle")} live>
          <p>{t("signUp.reloaded")}</p>
        </Notice>
      )}
      <Notice title={t("signUp.limitsTitle")}>
        <p>
          {t("signUp.limitsText")}{" "}
          <Link className="link" href={path("/limits")}>
            {t("limits")}
          </Link>
        </p>
      </Notice>
      <div className="grid gap-2">
        <Field label={t("handle.label")} hint={t("signUp.handleHint")} error={props.errors.handle}>
          <TextInput
            value={props.handle}
            onChange={props.onHandle}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
        </Field>
        <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={props.onSuggestHandle}>
          {t("signUp.otherHandle")}
        </Button>
      </div>
      <Section title={t("signUp.passphraseTitle")} lead={t("signUp.passphraseLead")}>
        <NewPassphraseField
          value={props.passphrase}
          onChange={props.onPassphrase}
          handle={props.handle}
          error={props.errors.passphrase}
          worker={props.worker}
        />
      </Section>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button variant="primary" type="submit" busy={props.checking} busyLabel={t("choose.checking")}>
          {t("next")}
        </Button>
        <Link className="link inline-flex min-h-11 items-center" href={path("/sign-in")}>
          {t("signUp.have")}
        </Link>
      </div>
    </form>
  );
}
