"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { useFieldControl } from "./field";
import { useSpellCheck } from "./spell-check";

type Props = Omit<ComponentProps<"input">, "type" | "onChange" | "value" | "id"> & {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "date";
};

/**
 * One line of text, inside a Field. The browser keeps no history of it unless `autoComplete` says so, and is asked not to
 * translate it, and to check its spelling only where the person chose that: both may send it to a server.
 */
export function TextInput({
  value,
  onChange,
  type = "text",
  className,
  autoComplete = "off",
  ...rest
}: Props) {
  const spellCheck = useSpellCheck();
  return (
    <input
      {...useFieldControl()}
      translate="no"
      spellCheck={spellCheck}
      {...rest}
      type={type}
      value={value}
      autoComplete={autoComplete}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={cx("input", className)}
    />
  );
}
