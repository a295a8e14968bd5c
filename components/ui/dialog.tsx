"use client";

import type { ReactNode } from "react";
import { useLater } from "./use-later";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Told with the title when the dialog opens. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the end; the one that changes nothing comes first. */
  actions?: ReactNode;
};

const load = () => import("./dialog-window");

/** Something to settle before going on: focus stays inside, Esc and a press outside close it. */
export function Dialog(props: DialogProps) {
  const part = useLater(load, props.open);
  return part === null ? null : <part.DialogWindow {...props} />;
}
