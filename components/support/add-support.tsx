"use client";

import { useTranslations } from "next-intl";
import { memo, useRef, useState } from "react";
import { OwnWordsForm } from "@/components/entry/own-words-form";
import { useKindWords } from "@/components/kind/use-kind-words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Section } from "@/components/ui/section";
import { useVault } from "@/lib/client";
import type { Situation, Support } from "@/lib/domain/kinds/support";

type Props = {
  /** Those to choose from; one that is written about already is not offered again. */
  situations: readonly Situation[];
  onAdd: (situation: Support["situation"]) => void;
};

const PLACE = "add-support";

/** A moment to write about: one of the usual ones by a press, or one in one's own words. */
export const AddSupport = memo(function AddSupport({ situations, onAdd }: Props) {
  const t = useTranslations("support");
  const { say, named } = useKindWords();
  const { unfinished } = useVault("unfinished");
  const [open, setOpen] = useState(unfinished[PLACE] !== undefined);
  const area = useRef<HTMLDivElement>(null);

  const cancel = () => {
    setOpen(false);
    // The button is drawn again in the same place.
    requestAnimationFrame(() => area.current?.querySelector<HTMLElement>("button:last-child")?.focus());
  };
  const add = (own: string) => {
    setOpen(false);
    onAdd({ own });
  };
  return (
    <Section title={t("pick")} lead={t("pickHint")}>
      <div ref={area} className="flex flex-wrap gap-2">
        {situations.map((starter) => (
          <Button key={starter} className="text-left font-normal" onClick={() => onAdd({ starter })}>
            {named("support", starter, "mine")}
          </Button>
        ))}
        {!open && (
          <Button className="border-dashed font-normal" onClick={() => setOpen(true)}>
            <Icon name="plus" size={20} />
            {t("own")}
          </Button>
        )}
      </div>
      {open && (
        <OwnWordsForm
          label={say("support", "ownName")}
          place={PLACE}
          add={t("add")}
          cancel={t("cancel")}
          onAdd={add}
          onCancel={cancel}
        />
      )}
    </Section>
  );
});
