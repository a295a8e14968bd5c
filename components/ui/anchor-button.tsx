import type { ComponentProps } from "react";
import { type ButtonVariant, buttonLook } from "./button";

type Props = ComponentProps<"a"> & { variant?: Exclude<ButtonVariant, "icon"> };

/** A plain link that looks like a button: to a place on the same page, or to a page that is loaded anew. Else LinkButton. */
export function AnchorButton({ variant = "quiet", className, ...rest }: Props) {
  return <a {...rest} {...buttonLook(variant, className)} />;
}
