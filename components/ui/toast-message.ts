import type { ReactNode } from "react";

/** A short message that goes away by itself. */
export type Message = {
  message: ReactNode;
  /** Takes back what was just done. Gives the message an Undo button. */
  undo?: () => void;
  /** On that button instead, where taking it back shows something to somebody. */
  undoLabel?: string;
};

export type ShowToast = (message: Message) => void;
