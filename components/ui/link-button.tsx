import type { ReactNode } from "react";
import { type ButtonVariant, buttonLook } from "./button";
import { Link } from "./link";

type Props = {
  href: string;
  children: ReactNode;
  variant?: Exclude<ButtonVariant, "icon">;
  className?: string;
};

/** A link to another page that looks like a button. */
export function LinkButton({ href, children, variant = "quiet", className }: Props) {
  return (
    <Link href={href} {...buttonLook(variant, className)}>
      {children}
    </Link>
  );
}
