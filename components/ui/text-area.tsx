"use client";

import { type ComponentProps, useLayoutEffect, useRef } from "react";
import { cx } from "./cx";
import { useFieldControl } from "./field";
import { useSpellCheck } from "./spell-check";

type Props = Omit<ComponentProps<"textarea">, "onChange" | "value" | "id" | "ref"> & {
  value: string;
  onChange: (value: string) => void;
  ref?: never;
};

/**
 * Text of any length, inside a Field. Grows with what is written; `rows` is where it starts (2). The browser is asked not to
 * translate it, and to check its spelling only where the person chose that: both may send it to a server.
 */
export function TextArea({ value, onChange, rows = 2, className, autoComplete = "off", ...rest }: Props) {
  const spellCheck = useSpellCheck();
  const box = useRef<HTMLTextAreaElement>(null);

  // Browsers without `field-sizing` get the height measured. The text is read for its height alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the value
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 3}px`;
  }, [value]);

  return (
    <textarea
      {...useFieldControl()}
      translate="no"
      spellCheck={spellCheck}
      {...rest}
      ref={box}
      value={value}
      rows={rows}
      autoComplete={autoComplete}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={cx("input", rows === 2 && "min-h-20", rows > 2 && "min-h-32", className)}
    />
  );
}
