"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useId } from "react";
import { cx } from "./cx";
import { Icon } from "./icons";

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<Wiring | null>(null);

/** What a control inside a Field puts on itself, so that label, hint and error are told with it. */
export function useFieldControl() {
  const wiring = useContext(FieldContext);
  if (wiring === null) return {};
  return {
    id: wiring.id,
    "aria-describedby": wiring.describedBy,
    "aria-invalid": wiring.invalid || undefined,
  };
}

type FieldProps = {
  label: ReactNode;
  /** One sentence below the label. */
  hint?: ReactNode;
  /** A plain sentence on what to change. It stands by the field and is read out when it comes. */
  error?: string | undefined;
  /** Says "optional" after the label. */
  optional?: boolean;
  /** Keeps the label for screen readers only, where the screen already says it. */
  hideLabel?: boolean;
  /** Exactly one control: TextInput, TextArea or PassphraseInput, or one that calls useFieldControl. */
  children: ReactNode;
  className?: string;
};

/** A label, a hint and an error around one control, with the aria wiring done. */
export function Field({ label, hint, error, optional, hideLabel, children, className }: FieldProps) {
  const t = useTranslations("ui");
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = cx(hint !== undefined && hintId, error !== undefined && errorId) || undefined;
  return (
    <div className={cx("grid gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-bold"}>
        {label}
        {optional && <span className="font-normal text-quiet"> ({t("optional")})</span>}
      </label>
      {hint !== undefined && (
        <p id={hintId} className="-mt-1 max-w-[62ch] text-sm text-quiet">
          {hint}
        </p>
      )}
      <FieldContext value={{ id, describedBy, invalid: error !== undefined }}>{children}</FieldContext>
      {/* Always there, so that a message which comes later is read out. */}
      <div aria-live="polite">
        {error !== undefined && (
          <p id={errorId} className="flex items-start gap-2 pt-0.5 text-rust">
            <Icon name="info" size={22} className="mt-1" />
            <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
}
