import Link from "next/link";
import type { ReactNode } from "react";
import type { ButtonVariant } from "./button";
import { cx } from "./cx";

type Props = {
  href: string;
  children: ReactNode;
  variant?: Exclude<ButtonVariant, "icon">;
  className?: string;
  prefetch?: boolean;
};

/** A link to another page that looks like a button. */
export function LinkButton({ href, children, variant = "quiet", className, prefetch }: Props) {
  return (
    <Link href={href} prefetch={prefetch} data-variant={variant} className={cx("button", className)}>
      {children}
    </Link>
  );
}
