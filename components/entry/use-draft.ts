"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { hasLeft } from "@/lib/client";

/** Long enough not to save in the middle of a word, short enough that nobody waits for it. */
const PAUSE_MS = 600;

/** Fields with something typed that has not been handed on yet. */
const waiting = new Set<() => void>();

function handAllOn(): void {
  for (const handOn of waiting) handOn();
}
const handOnWhenHidden = () => {
  if (document.visibilityState === "hidden") handAllOn();
};
/** The last words before the tab is closed reach the engine, and the person is asked to let them be saved. */
const askFirst = (event: BeforeUnloadEvent) => {
  if (hasLeft()) return;
  handAllOn();
  event.preventDefault();
};

function startWaiting(handOn: () => void): void {
  if (waiting.size === 0) {
    document.addEventListener("visibilitychange", handOnWhenHidden);
    window.addEventListener("pagehide", handAllOn);
    window.addEventListener("beforeunload", askFirst);
  }
  waiting.add(handOn);
}

function stopWaiting(handOn: () => void): void {
  if (!waiting.delete(handOn) || waiting.size > 0) return;
  document.removeEventListener("visibilitychange", handOnWhenHidden);
  window.removeEventListener("pagehide", handAllOn);
  window.removeEventListener("beforeunload", askFirst);
}

export type Draft<Value> = {
  /** What the field shows: what is being typed, else what is kept. */
  value: Value;
  onChange: (value: Value) => void;
  /** For the field, or the group it is in: hands on what was typed when focus goes elsewhere. */
  onBlur: (event: React.FocusEvent) => void;
};

type Options<Value> = {
  /**
   * Leaves the pause out: hands on only what has been left, a line of a list as well. For lines that the other sees as soon
   * as they are handed on, which must not be half-written.
   */
  whole?: boolean;
  /** Whether this can be kept. What cannot stays in the field, and is not handed on; the last that fitted is. */
  fits?: (value: Value) => boolean;
};

/**
 * A field that saves as one writes. While it has focus it shows its own draft, so nothing that comes back moves the
 * caret or takes a letter; `keep` gets the text after a pause, on leaving the field, and before the page goes away.
 */
export function useDraft<Value>(
  kept: Value,
  keep: (value: Value) => void,
  { whole = false, fits = () => true }: Options<Value> = {},
): Draft<Value> {
  const [draft, setDraft] = useState<{ value: Value } | null>(null);
  const unsent = useRef<{ value: Value } | null>(null);
  const tooLong = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latestKeep = useRef(keep);
  useLayoutEffect(() => {
    latestKeep.current = keep;
  });

  const handOn = useCallback(() => {
    clearTimeout(timer.current);
    // The browser goes on asking before it closes a page with something that could not be kept.
    if (!tooLong.current) stopWaiting(handOn);
    const last = unsent.current;
    if (last === null) return;
    unsent.current = null;
    latestKeep.current(last.value);
  }, []);
  useEffect(
    () => () => {
      handOn();
      stopWaiting(handOn);
    },
    [handOn],
  );

  return {
    value: draft === null ? kept : draft.value,
    onChange(value) {
      setDraft({ value });
      tooLong.current = !fits(value);
      if (!tooLong.current) unsent.current = { value };
      startWaiting(handOn);
      clearTimeout(timer.current);
      if (!whole) timer.current = setTimeout(handOn, PAUSE_MS);
    },
    onBlur(event) {
      const leaves = !event.currentTarget.contains(event.relatedTarget);
      if (leaves || whole) handOn();
      if (leaves && !tooLong.current) setDraft(null);
    },
  };
}
