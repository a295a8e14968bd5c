"use client";

import { type ReactNode, useId } from "react";

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
};

function Row({ label, hint, checked, onChange, disabled, role }: Props & { role?: "switch" }) {
  const hintId = useId();
  return (
    <label className="tick">
      <input
        type="checkbox"
        role={role}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : hintId}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className="grid">
        <span>{label}</span>
        {hint !== undefined && (
          <span id={hintId} className="text-sm text-quiet">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

/** A tick: this is part of it. The whole row can be tapped. */
export const TickRow = (props: Props) => <Row {...props} />;

/** A switch: on or off, at once. The whole row can be tapped. */
export const SwitchRow = (props: Props) => <Row {...props} role="switch" />;
