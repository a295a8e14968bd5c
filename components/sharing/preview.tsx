"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";

type Props = {
  /** Draws what they see; asked only while it is open. */
  draw: () => ReactNode;
  /** Stands below it while it is open, and is no part of what they see. */
  below?: ReactNode;
};

/** Exactly what they see, behind a button that opens and closes it. */
export function Preview({ draw, below }: Props) {
  const t = useTranslations("sharing");
  const [open, setOpen] = useState(false);
  const content = useId();
  return (
    <div className="grid gap-3">
      <Button
        className="justify-self-start"
        aria-expanded={open}
        aria-controls={content}
        onClick={() => setOpen(!open)}
      >
        <Icon name="eye" size={20} />
        {open ? t("previewHide") : t("preview")}
      </Button>
      <div id={content} hidden={!open} className="grid gap-3">
        {open && <div className="rounded-lg border-2 border-dashed border-edge p-4 sm:p-6">{draw()}</div>}
        {open && below}
      </div>
    </div>
  );
}
