import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

export type ButtonVariant = "primary" | "quiet" | "plain" | "icon";

export type ButtonProps = Omit<ComponentProps<"button">, "children"> & {
  children: ReactNode;
  /** `primary` once a screen; `quiet` has an outline; `plain` reads as a link; `icon` needs an aria-label. */
  variant?: ButtonVariant;
  /** Work is under way: a press does nothing, focus stays, and the words say what is going on. */
  busy?: boolean;
  /** What stands on the button while busy, for example "Signing in". */
  busyLabel?: string;
};

/** What makes an element look like a button (button.css). */
export const buttonLook = (variant: ButtonVariant, className?: string) => ({
  "data-variant": variant,
  className: cx("button", className),
});

/** A button at least 46 px high. `type` is "button" unless told otherwise. */
export function Button({
  children,
  variant = "quiet",
  busy = false,
  busyLabel,
  className,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      // A busy submit button must not send the form twice, yet keeps its focus.
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...buttonLook(variant, className)}
    >
      {busy && busyLabel !== undefined ? busyLabel : children}
    </button>
  );
}
