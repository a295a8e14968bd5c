"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button";
import { useFieldControl } from "./field";

type Props = {
  value: string;
  onChange: (value: string) => void;
  /** Lets a password manager know which it is. */
  autoComplete: "current-password" | "new-password" | "off";
  name?: string;
  required?: boolean;
  disabled?: boolean;
};

/** A passphrase with a button that shows it, inside a Field. Nothing corrects or capitalises what is typed. */
export function PassphraseInput({ value, onChange, ...rest }: Props) {
  const t = useTranslations("ui");
  const [shown, setShown] = useState(false);
  const control = useFieldControl();
  return (
    <div className="relative">
      <input
        {...control}
        {...rest}
        type={shown ? "text" : "password"}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        translate="no"
        className="input pr-24"
      />
      <Button
        variant="plain"
        aria-pressed={shown}
        aria-controls={control.id}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0.5 my-auto h-11 min-h-11"
      >
        {shown ? t("hidePassphrase") : t("showPassphrase")}
      </Button>
      <span className="sr-only" role="status">
        {shown ? t("passphraseShown") : ""}
      </span>
    </div>
  );
}
