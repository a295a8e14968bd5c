"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { StepList } from "@/components/ui/step-list";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { LINE_LENGTH, LIST_LENGTH, NOTE_LENGTH } from "@/lib/domain/entry/limits";
import { useDraft } from "./use-draft";
import { useUnfinishedLines, useUnfinishedText } from "./use-unfinished";

type TextProps = {
  label: ReactNode;
  /** Which field it is, among all there are: what is half-written in it is found again by that. */
  place: string;
  hint?: ReactNode;
  error?: (value: string) => string | undefined;
  value: string;
  /** Keeps the words back until the field is left. */
  whole?: boolean;
  onKeep: (value: string) => void;
};

type LineProps = TextProps & {
  /** The longest that can be kept, where it is not as long as any line. */
  most?: number;
  /** Says "optional" after the label. */
  optional?: boolean;
};

/** One line of text that saves as one writes. One that is too long says so, and is not cut. */
export function DraftLine(props: LineProps) {
  const { label, hint, place, error, value, whole, most = LINE_LENGTH, optional, onKeep } = props;
  const aside = useUnfinishedText(place);
  const draft = useDraft(value, onKeep, { whole, fits: (text) => text.length <= most, aside });
  const tooLong = useTooLong(draft.value, most);
  return (
    <Field label={label} hint={hint} optional={optional} error={tooLong ?? error?.(draft.value)}>
      <TextInput {...draft} dir="auto" />
    </Field>
  );
}

/** A note of several lines that saves as one writes. One that is too long says so, and is not cut. */
export function DraftNote({ label, hint, place, error, value, whole, onKeep }: TextProps) {
  const aside = useUnfinishedText(place);
  const draft = useDraft(value, onKeep, { whole, fits: isNote, aside });
  const tooLong = useTooLong(draft.value, NOTE_LENGTH);
  return (
    <Field label={label} hint={hint} error={tooLong ?? error?.(draft.value)}>
      <TextArea {...draft} dir="auto" />
    </Field>
  );
}

const isLine = (text: string): boolean => text.length <= LINE_LENGTH;
const isNote = (text: string): boolean => text.length <= NOTE_LENGTH;
const isList = (lines: readonly string[]): boolean => lines.length <= LIST_LENGTH && lines.every(isLine);

/** By how much a text is too long to be kept, in words; undefined where it is not. */
export function useTooLong(text: string, most: number): string | undefined {
  const t = useTranslations("ui");
  return text.length > most ? t("tooLong", { count: text.length - most }) : undefined;
}

type ListProps = {
  legend: ReactNode;
  /** As of a line. */
  place: string;
  hint?: ReactNode;
  addLabel: string;
  starters?: { readonly label: string; readonly lines: readonly string[] } | undefined;
  value: readonly string[];
  /** Keeps a line back until it is left: the other sees a line that is added at once. */
  whole?: boolean;
  onKeep: (value: string[]) => void;
};

/** A list of short lines that saves as one writes. Lines left empty are kept until the list is used again. */
export function DraftList({ legend, hint, place, addLabel, starters, value, whole, onKeep }: ListProps) {
  const aside = useUnfinishedLines(place, value);
  const draft = useDraft<readonly string[]>(value, (lines) => onKeep([...lines]), {
    whole,
    fits: isList,
    aside,
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears that focus has left the list
    <div onBlur={draft.onBlur}>
      <StepList
        legend={legend}
        hint={hint}
        addLabel={addLabel}
        starters={starters}
        steps={draft.value}
        onChange={draft.onChange}
        maxSteps={LIST_LENGTH}
        maxLength={LINE_LENGTH}
      />
    </div>
  );
}
