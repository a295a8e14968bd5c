"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { LINE_LENGTH } from "@/lib/domain/entry/limits";
import { useTooLong } from "./draft-fields";
import { useDraft } from "./use-draft";
import { useUnfinishedText } from "./use-unfinished";

type Props = {
  label: string;
  /** Which form it is, among all there are: what is half-written in it is found again by that. */
  place: string;
  /** Gets what was typed, which is something. */
  onAdd: (words: string) => void;
  onCancel: () => void;
};

/** Names something new in one's own words. What is half-written outlives a lock. */
export function OwnWordsForm({ label, place, onAdd, onCancel }: Props) {
  const t = useTranslations("ui");
  const aside = useUnfinishedText(place);
  const [words, setWords] = useState(aside.value ?? "");
  // Focus goes to a form that was just opened, and not to one that stands there again.
  const [isNew] = useState(aside.value === null);
  const { onChange: keep, onBlur } = useDraft<string>("", aside.keep);
  const said = words.trim();
  const tooLong = useTooLong(said, LINE_LENGTH);
  const canAdd = said !== "" && tooLong === undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!canAdd) return;
    keep("");
    onAdd(said);
  };
  const write = (text: string) => {
    setWords(text);
    keep(text);
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 rounded-lg border border-line bg-sheet p-4">
      <Field label={label} error={tooLong}>
        <TextInput value={words} onChange={write} onBlur={onBlur} dir="auto" autoFocus={isNew} />
      </Field>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" disabled={!canAdd}>
          {t("add")}
        </Button>
        <Button
          onClick={() => {
            keep("");
            onCancel();
          }}
        >
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
