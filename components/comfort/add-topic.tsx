"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icons";
import { TextInput } from "@/components/ui/text-input";
import { LINE_LENGTH } from "@/lib/domain/entry/limits";

/** A way to add a topic in one's own words, right where it will stand. */
export function AddTopic({ id, onAdd }: { id: string; onAdd: (words: string) => void }) {
  const t = useTranslations("comfort");
  const [words, setWords] = useState<string | null>(null);
  const opener = useRef<HTMLDivElement>(null);

  const close = () => {
    setWords(null);
    // The button is drawn again in the same place.
    requestAnimationFrame(() => opener.current?.querySelector("button")?.focus());
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = words?.trim() ?? "";
    if (said === "") return;
    setWords(null);
    onAdd(said);
  };
  return (
    <div ref={opener} id={id} tabIndex={-1} className="outline-none">
      {words === null ? (
        <Button variant="plain" className="-ml-2.5" onClick={() => setWords("")}>
          <Icon name="plus" size={20} />
          {t("addOwn")}
        </Button>
      ) : (
        <form onSubmit={submit} noValidate className="grid gap-3 rounded-lg border border-line bg-sheet p-4">
          <Field label={t("ownName")}>
            <TextInput value={words} onChange={setWords} maxLength={LINE_LENGTH} dir="auto" autoFocus />
          </Field>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" disabled={words.trim() === ""}>
              {t("add")}
            </Button>
            <Button onClick={close}>{t("cancel")}</Button>
          </div>
        </form>
      )}
    </div>
  );
}
