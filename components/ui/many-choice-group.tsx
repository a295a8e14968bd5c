"use client";

import { type ReactNode, useId } from "react";
import type { Choice } from "./choice-group";
import { Shape } from "./icons";

type Props<Value extends string> = {
  /** The question, read out with every answer. */
  legend: ReactNode;
  hint?: ReactNode;
  options: readonly Choice<Value>[];
  values: readonly Value[];
  onChange: (values: Value[]) => void;
};

/** As many answers as fit out of a few, as large chips over native checkboxes. None is a full answer too. */
export function ManyChoiceGroup<Value extends string>({
  legend,
  hint,
  options,
  values,
  onChange,
}: Props<Value>) {
  const hintId = useId();
  const toggle = (value: Value, on: boolean) =>
    onChange(on ? [...values, value] : values.filter((other) => other !== value));
  return (
    <fieldset className="min-w-0" aria-describedby={hint === undefined ? undefined : hintId}>
      <legend className="mb-2 font-bold">{legend}</legend>
      {hint !== undefined && (
        <p id={hintId} className="-mt-1 mb-2 text-sm text-quiet">
          {hint}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {options.map((option) => {
          const on = values.includes(option.value);
          return (
            <label key={option.value} className="choice" data-tint={option.tint ?? "moss"}>
              <input
                type="checkbox"
                checked={on}
                onChange={(event) => toggle(option.value, event.currentTarget.checked)}
              />
              <Shape name={on ? "tick" : (option.shape ?? "box")} />
              <span>{option.label}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
