"use client";

import { memo, useRef, useState } from "react";
import { OwnWordsForm } from "@/components/entry/own-words-form";
import type { NamedKind } from "@/components/kind/drawn";
import { useKindWords } from "@/components/kind/use-kind-words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Section } from "@/components/ui/section";
import { useVault } from "@/lib/client";
import type { Name } from "@/lib/domain/kind/item";
import { PLACES } from "@/lib/domain/kinds/places";

type Props<Starter extends string> = {
  kind: NamedKind;
  /** Those to choose from; one that is written about already is not offered again. */
  starters: readonly Starter[];
  onAdd: (name: Name<Starter>) => void;
};

/** Something to write about: one of the starter set by a press, or one in one's own words. */
function AddNamedItem<Starter extends string>({ kind, starters, onAdd }: Props<Starter>) {
  const { say, named } = useKindWords();
  const { unfinished } = useVault("unfinished");
  const place = `add-${PLACES[kind].path}`;
  const [open, setOpen] = useState(unfinished[place] !== undefined);
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
    <Section title={say(kind, "pick")} lead={say(kind, "pickHint")}>
      <div ref={area} className="flex flex-wrap gap-2">
        {starters.map((starter) => (
          <Button key={starter} className="text-left font-normal" onClick={() => onAdd({ starter })}>
            {named(kind, starter, "mine")}
          </Button>
        ))}
        {!open && (
          <Button className="border-dashed font-normal" onClick={() => setOpen(true)}>
            <Icon name="plus" size={20} />
            {say(kind, "pickOwn")}
          </Button>
        )}
      </div>
      {open && <OwnWordsForm label={say(kind, "ownName")} place={place} onAdd={add} onCancel={cancel} />}
    </Section>
  );
}

// By its type a memo forgets that the starters are those of the kind.
export const AddNamed = memo(AddNamedItem) as typeof AddNamedItem;
