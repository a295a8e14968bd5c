"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { StepList } from "@/components/ui/step-list";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { LINE_LENGTH, LIST_LENGTH, NOTE_LENGTH } from "@/lib/domain/entry/limits";
import { useDraft } from "./use-draft";

type TextProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: (value: string) => string | undefined;
  value: string;
  /** The other sees this: it goes out whole, when the field is left. */
  shared?: boolean;
  onKeep: (value: string) => void;
};

/** One line of text that saves as one writes. */
export function DraftLine({ label, hint, error, value, shared, onKeep }: TextProps) {
  const draft = useDraft(value, onKeep, { whole: shared });
  return (
    <Field label={label} hint={hint} error={error?.(draft.value)}>
      <TextInput {...draft} dir="auto" maxLength={LINE_LENGTH} />
    </Field>
  );
}

/** A note of several lines that saves as one writes. */
export function DraftNote({ label, hint, error, value, shared, onKeep }: TextProps) {
  const draft = useDraft(value, onKeep, { whole: shared });
  return (
    <Field label={label} hint={hint} error={error?.(draft.value)}>
      <TextArea {...draft} dir="auto" maxLength={NOTE_LENGTH} />
    </Field>
  );
}

type ListProps = {
  legend: ReactNode;
  hint?: ReactNode;
  addLabel: string;
  value: readonly string[];
  /** The other sees this: it goes out whole, when the list is left. */
  shared?: boolean;
  onKeep: (value: string[]) => void;
};

/** A list of short lines that saves as one writes. Lines left empty are kept until the list is used again. */
export function DraftList({ legend, hint, addLabel, value, shared, onKeep }: ListProps) {
  const draft = useDraft<readonly string[]>(value, (lines) => onKeep([...lines]), { whole: shared });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears that focus has left the list
    <div onBlur={draft.onBlur}>
      <StepList
        legend={legend}
        hint={hint}
        addLabel={addLabel}
        steps={draft.value}
        onChange={draft.onChange}
        maxSteps={LIST_LENGTH}
        maxLength={LINE_LENGTH}
      />
    </div>
  );
}
