"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icons";

type Props = { text: string; label: ReactNode; copied: string; failed: string };

/** Puts a text on the clipboard and says whether that worked. */
export function CopyButton({ text, label, copied, failed }: Props) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      // Some browsers have no such thing, which throws as a refusal does.
      await navigator.clipboard.writeText(text);
      setSaid(copied);
    } catch {
      setSaid(failed);
    }
  };
  return (
    <div className="grid justify-items-start gap-1">
      <Button onClick={() => void copy()}>
        <Icon name="copy" size={20} />
        {label}
      </Button>
      <p role="status" className="min-h-6 text-sm text-quiet">
        {said}
      </p>
    </div>
  );
}
