"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button";
import { Disclosure } from "./disclosure";
import { Icon } from "./icons";
import { TextArea } from "./text-area";

type Props = {
  legend: ReactNode;
  hint?: ReactNode;
  steps: readonly string[];
  onChange: (steps: string[]) => void;
  /** Words on the button that adds a line. */
  addLabel?: string;
  /** Lines to begin with, closed until opened, under these words. One that is pressed is a line like any other, to be changed. */
  starters?: { readonly label: string; readonly lines: readonly string[] } | undefined;
  maxSteps?: number;
  /** A longer line is never cut: it stands as it is, and a sentence below it says by how much it is too long. */
  maxLength?: number;
};

/** A list of short lines: add, write, move by buttons, take away. Enter adds the next line. */
export function StepList(props: Props) {
  const { legend, hint, steps, onChange, addLabel, starters, maxSteps = 20, maxLength = 300 } = props;
  const t = useTranslations("ui");
  const hintId = useId();
  const list = useRef<HTMLOListElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const [focusLine, setFocusLine] = useState<number | null>(null);
  const [said, setSaid] = useState("");

  // Focus follows the line that was just made or moved, once it is there.
  useEffect(() => {
    if (focusLine === null) return;
    const line = list.current?.querySelectorAll("textarea")[focusLine];
    // With the last line gone, the button that adds one is what is left.
    (line ?? adder.current)?.focus();
    setFocusLine(null);
  }, [focusLine]);

  const full = steps.length >= maxSteps;
  const addAt = (index: number, line = "") => {
    if (full) return;
    onChange([...steps.slice(0, index), line, ...steps.slice(index)]);
    setFocusLine(index);
  };
  const offered = full ? [] : (starters?.lines ?? []).filter((line) => !steps.includes(line));
  const write = (index: number, text: string) =>
    onChange(steps.map((step, at) => (at === index ? text.replaceAll("\n", " ") : step)));
  const remove = (index: number) => {
    onChange(steps.filter((_, at) => at !== index));
    setFocusLine(Math.max(0, index - 1));
  };
  const move = (index: number, to: number) => {
    const next = [...steps];
    const [moved] = next.splice(index, 1);
    if (moved === undefined) return;
    next.splice(to, 0, moved);
    onChange(next);
    setSaid(t("stepMoved", { number: to + 1 }));
    setFocusLine(to);
  };

  return (
    <fieldset className="min-w-0" aria-describedby={hint === undefined ? undefined : hintId}>
      <legend className="mb-1.5 font-bold">{legend}</legend>
      {hint !== undefined && (
        <p id={hintId} className="-mt-1 mb-2 text-sm text-quiet">
          {hint}
        </p>
      )}
      <ol ref={list} className="grid gap-2">
        {steps.map((step, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
            key={index}
            className="flex flex-wrap items-start justify-end gap-x-1 gap-y-0.5"
          >
            <span className="w-6 pt-2.5 text-quiet" aria-hidden="true">
              {index + 1}
            </span>
            <TextArea
              aria-label={t("stepLabel", { number: index + 1 })}
              value={step}
              rows={1}
              dir="auto"
              aria-invalid={step.length > maxLength || undefined}
              aria-describedby={step.length > maxLength ? `${hintId}-${index}` : undefined}
              onChange={(text) => write(index, text)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault();
                addAt(index + 1);
              }}
              className="min-w-[min(11rem,100%)] flex-[1_1_11rem]"
            />
            <div className="flex flex-wrap">
              {steps.length > 1 && (
                <>
                  <Button
                    variant="icon"
                    aria-label={t("stepUp", { number: index + 1 })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    <Icon name="up" />
                  </Button>
                  <Button
                    variant="icon"
                    aria-label={t("stepDown", { number: index + 1 })}
                    disabled={index === steps.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    <Icon name="down" />
                  </Button>
                </>
              )}
              <Button
                variant="icon"
                aria-label={t("stepRemove", { number: index + 1 })}
                onClick={() => remove(index)}
              >
                <Icon name="close" />
              </Button>
            </div>
            {/* Always there, so that a message which comes later is read out. */}
            <div aria-live="polite" className="basis-full">
              {step.length > maxLength && (
                <p id={`${hintId}-${index}`} className="text-rust">
                  {t("tooLong", { count: step.length - maxLength })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {!full && (
        <Button ref={adder} variant="plain" className="mt-1 -ml-2.5" onClick={() => addAt(steps.length)}>
          <Icon name="plus" size={20} />
          {addLabel ?? t("addStep")}
        </Button>
      )}
      {starters && offered.length > 0 && (
        <Disclosure summary={<span className="font-normal">{starters.label}</span>}>
          <div className="flex flex-wrap gap-2">
            {offered.map((line) => (
              <Button key={line} className="text-left font-normal" onClick={() => addAt(steps.length, line)}>
                {line}
              </Button>
            ))}
          </div>
        </Disclosure>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </fieldset>
  );
}
