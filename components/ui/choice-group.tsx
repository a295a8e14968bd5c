"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { Button } from "./button";
import type { Tint } from "./choice-mark";
import { cx } from "./cx";
import { Shape, type ShapeName } from "./icons";

export type Choice<Value extends string> = {
  value: Value;
  label: string;
  shape?: ShapeName;
  tint?: Tint;
};

type Props<Value extends string> = {
  /** The question, read out with every answer. */
  legend: ReactNode;
  hideLegend?: boolean;
  hint?: ReactNode;
  options: readonly Choice<Value>[];
  /** Undefined is a full answer: nothing is said. */
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
  /** Lets the answer be taken back, by a button and by pressing it again. On unless set to false. */
  clearable?: boolean;
  disabled?: boolean;
  /** `row` wraps chips side by side; `stack` puts one on each line; `cells` makes all of them equal, two or three in a row. */
  layout?: keyof typeof LAYOUTS;
};

const LAYOUTS = {
  row: "flex flex-wrap",
  stack: "grid",
  // As wide as a third where there is room, and never narrower than a word: with large letters one stands below the other.
  cells: "grid auto-rows-fr grid-cols-[repeat(auto-fill,minmax(min(100%,max(7.75rem,30%)),1fr))]",
} as const;

/** How far each key moves the focus, in places. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * One answer out of a few, as large chips. Native radios underneath, so that a screen reader says "2 of 6". Arrows move the
 * focus and choose nothing, unlike in the browser: an answer may be seen by somebody the moment it is chosen. Space, Enter or a
 * tap chooses. An answer can be taken back to nothing, and that leaves no mark.
 */
export function ChoiceGroup<Value extends string>({
  legend,
  hideLegend,
  hint,
  options,
  value,
  onChange,
  clearable = true,
  disabled,
  layout = "row",
}: Props<Value>) {
  const t = useTranslations("ui");
  const name = useId();
  const hintId = `${name}-hint`;
  const group = useRef<HTMLFieldSetElement>(null);

  const clear = () => {
    onChange(undefined);
    // The button goes away with the answer; focus stays with the question.
    group.current?.querySelector<HTMLInputElement>("input")?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, currentTarget, repeat } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[key];
    if (step === undefined && key !== "Enter") return;
    // A radio's default action chooses with an arrow, and submits the form with Enter.
    event.preventDefault();
    if (step === undefined) {
      // A key that is held down would choose and take back in turn.
      if (!repeat) currentTarget.click();
      return;
    }
    const radios = [...(group.current?.querySelectorAll<HTMLInputElement>("input") ?? [])];
    radios.at((radios.indexOf(currentTarget) + step) % radios.length)?.focus();
  };

  return (
    <fieldset
      ref={group}
      disabled={disabled}
      aria-describedby={hint === undefined ? undefined : hintId}
      className="min-w-0"
    >
      <legend className={hideLegend ? "sr-only" : "mb-2 font-bold"}>{legend}</legend>
      {hint !== undefined && (
        <p id={hintId} className="-mt-1 mb-2 text-sm text-quiet">
          {hint}
        </p>
      )}
      <div className={cx("gap-2", LAYOUTS[layout])}>
        {options.map((option) => (
          <label key={option.value} className="choice" data-tint={option.tint ?? "stone"}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onKeyDown={onKeyDown}
              onChange={() => onChange(option.value)}
              // The chosen one, pressed again: a radio tells no change then.
              onClick={() => {
                if (clearable && option.value === value) onChange(undefined);
              }}
            />
            {option.shape !== undefined && <Shape name={option.shape} />}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {clearable && value !== undefined && !disabled && (
        <Button variant="plain" className="mt-1 -ml-2.5 font-normal" onClick={clear}>
          {t("clear")}
        </Button>
      )}
    </fieldset>
  );
}
