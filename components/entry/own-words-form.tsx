"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { LINE_LENGTH } from "@/lib/domain/entry/limits";

type Props = {
  label: string;
  add: string;
  cancel: string;
  /** Gets what was typed, which is something. */
  onAdd: (words: string) => void;
  onCancel: () => void;
};

/** Names something new in one's own words. */
export function OwnWordsForm({ label, add, cancel, onAdd, onCancel }: Props) {
  const t = useTranslations("ui");
  const [words, setWords] = useState("");
  const said = words.trim();
  const over = said.length - LINE_LENGTH;
  const canAdd = said !== "" && over <= 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (canAdd) onAdd(said);
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 rounded-lg border border-line bg-sheet p-4">
      <Field label={label} error={over > 0 ? t("tooLong", { count: over }) : undefined}>
        <TextInput value={words} onChange={setWords} dir="auto" autoFocus />
      </Field>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" disabled={!canAdd}>
          {add}
        </Button>
        <Button onClick={onCancel}>{cancel}</Button>
      </div>
    </form>
  );
}
