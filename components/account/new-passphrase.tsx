"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PassphraseInput } from "@/components/ui/passphrase-input";
import { Progress } from "@/components/ui/progress";
import { WordRow } from "@/components/ui/word-row";
import { engine, type PassphraseAdvice, within } from "@/lib/client";
import type { EngineAnswer } from "./use-engine-answer";

/** A passphrase in the making: suggested words, or the person's own. Both are kept while one looks at the other. */
export type NewPassphrase = { way: "suggested" | "own"; suggested: string; own: string };

export const NO_PASSPHRASE: NewPassphrase = { way: "suggested", suggested: "", own: "" };

export const passphraseOf = ({ way, suggested, own }: NewPassphrase): string =>
  way === "suggested" ? suggested : own;

/** What judges a person's own words is over a megabyte: a slow connection gets as long as this, milliseconds. */
const ADVICE_MS = 60_000;

/**
 * What is wrong with it, if anything. Suggested words are strong as they are; the person's own are judged by the engine.
 * `unchecked`: what judges them could not be fetched. The next call fetches it anew.
 */
export async function adviceOn(
  passphrase: NewPassphrase,
  handle: string,
  worker: EngineAnswer,
): Promise<"missing" | "short" | "guessable" | "unchecked" | null> {
  if (passphraseOf(passphrase) === "") return "missing";
  if (passphrase.way === "suggested") return null;
  if (!(await worker.answers())) return "unchecked";
  const judging = within<PassphraseAdvice>(ADVICE_MS, engine().advisePassphrase(passphrase.own, handle));
  const advice = await judging.catch(() => null);
  if (advice === null) return "unchecked";
  return advice.ok ? null : advice.why;
}

type Props = {
  value: NewPassphrase;
  onChange: (value: NewPassphrase) => void;
  handle: string;
  error: string | undefined;
  worker: EngineAnswer;
};

/** Six words to take as they are, others on request, or a field for one's own with advice beside it. */
export function NewPassphraseField({ value, onChange, handle, error, worker }: Props) {
  const t = useTranslations("account");
  const [advice, setAdvice] = useState<string>();
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };

  const suggest = async () => {
    const suggested = await worker.ask((asked) => asked.suggestPassphrase());
    if (suggested === null) return;
    latest.current.onChange({ ...latest.current.value, suggested });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: where there is none yet, and again once the engine answers
  useEffect(() => {
    if (value.suggested === "" && !worker.silent) void suggest();
  }, [worker.silent]);

  const advise = async () => {
    if (value.own === "") return;
    const why = await adviceOn(value, handle, worker);
    setAdvice(why === null ? undefined : t(`passphrase.${why}`));
  };

  if (value.way === "suggested") {
    return (
      <div className="grid gap-4">
        <p className="max-w-[58ch] text-quiet">{t("choose.suggested")}</p>
        <div aria-live="polite">
          {value.suggested === "" ? (
            !worker.silent && <Progress>{t("choose.making")}</Progress>
          ) : (
            <WordRow words={value.suggested.split(" ")} label={t("choose.words")} />
          )}
        </div>
        <div className="flex flex-wrap gap-x-3 gap-y-2">
          <Button onClick={() => void suggest()}>{t("choose.other")}</Button>
          <Button
            variant="plain"
            className="max-sm:-ml-2.5"
            onClick={() => onChange({ ...value, way: "own" })}
          >
            {t("choose.own")}
          </Button>
        </div>
        {error !== undefined && <p role="alert">{error}</p>}
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that the field inside was left */}
      <div onBlur={() => void advise()}>
        <Field label={t("passphrase.label")} hint={t("choose.ownHint")} error={error ?? advice}>
          {/* Not offered to the browser's memory: on a shared device that hands the account to the next person. */}
          <PassphraseInput
            value={value.own}
            onChange={(own) => {
              setAdvice(undefined);
              onChange({ ...value, own });
            }}
            autoComplete="off"
          />
        </Field>
      </div>
      <p className="max-w-[58ch] text-sm text-quiet">{t("choose.browser")}</p>
      <Button
        variant="plain"
        className="-ml-2.5 justify-self-start"
        onClick={() => onChange({ ...value, way: "suggested" })}
      >
        {t("choose.useSuggested")}
      </Button>
    </div>
  );
}
