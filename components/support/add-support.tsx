"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icons";
import { Section } from "@/components/ui/section";
import { TextInput } from "@/components/ui/text-input";
import { LINE_LENGTH } from "@/lib/domain/entry/limits";
import type { Situation } from "@/lib/domain/support/options";
import type { SupportSituation } from "@/lib/domain/support/schema";

type Props = {
  /** Those to choose from; one that is written about already is not offered again. */
  situations: readonly Situation[];
  onAdd: (situation: SupportSituation) => void;
};

/** A moment to write about: one of the usual ones by a press, or one in one's own words. */
export function AddSupport({ situations, onAdd }: Props) {
  const t = useTranslations("support");
  const words = useTranslations("situations");
  const [own, setOwn] = useState<string | null>(null);
  const area = useRef<HTMLDivElement>(null);

  const close = () => {
    setOwn(null);
    // The button is drawn again in the same place.
    requestAnimationFrame(() => area.current?.querySelector<HTMLElement>("button:last-child")?.focus());
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = own?.trim() ?? "";
    if (said === "") return;
    setOwn(null);
    onAdd({ own: said });
  };
  return (
    <Section title={t("pick")} lead={t("pickHint")}>
      <div ref={area} className="flex flex-wrap gap-2">
        {situations.map((starter) => (
          <Button key={starter} className="text-left font-normal" onClick={() => onAdd({ starter })}>
            {words(starter)}
          </Button>
        ))}
        {own === null && (
          <Button className="border-dashed font-normal" onClick={() => setOwn("")}>
            <Icon name="plus" size={20} />
            {t("own")}
          </Button>
        )}
      </div>
      {own !== null && (
        <form onSubmit={submit} noValidate className="grid gap-3 rounded-lg border border-line bg-sheet p-4">
          <Field label={t("ownName")}>
            <TextInput value={own} onChange={setOwn} maxLength={LINE_LENGTH} dir="auto" autoFocus />
          </Field>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" disabled={own.trim() === ""}>
              {t("add")}
            </Button>
            <Button onClick={close}>{t("cancel")}</Button>
          </div>
        </form>
      )}
    </Section>
  );
}
