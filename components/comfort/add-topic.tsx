"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { OwnWordsForm } from "@/components/entry/own-words-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useVault } from "@/lib/client";

/** A way to add a topic in one's own words, right where it will stand. */
export function AddTopic({ id, onAdd }: { id: string; onAdd: (words: string) => void }) {
  const t = useTranslations("comfort");
  const { unfinished } = useVault("unfinished");
  const [open, setOpen] = useState(unfinished[id] !== undefined);
  const opener = useRef<HTMLDivElement>(null);

  const cancel = () => {
    setOpen(false);
    // The button is drawn again in the same place.
    requestAnimationFrame(() => opener.current?.querySelector("button")?.focus());
  };
  const add = (words: string) => {
    setOpen(false);
    onAdd(words);
  };
  return (
    <div ref={opener} id={id} tabIndex={-1} className="outline-none">
      {open ? (
        <OwnWordsForm label={t("ownName")} place={id} onAdd={add} onCancel={cancel} />
      ) : (
        <Button variant="plain" className="-ml-2.5" onClick={() => setOpen(true)}>
          <Icon name="plus" size={20} />
          {t("addOwn")}
        </Button>
      )}
    </div>
  );
}
