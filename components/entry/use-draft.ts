"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { hasLeft, latestSnapshot, onCover } from "@/lib/client";
import { afterPress } from "./after-press";
import { PAUSE_MS } from "./pause";

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

let stopHearingOfCover = () => {};

function startWaiting(handOn: () => void): void {
  if (waiting.size === 0) {
    // A device that was put to sleep in the middle of a word may lock as soon as it wakes.
    stopHearingOfCover = onCover(handAllOn);
    document.addEventListener("visibilitychange", handOnWhenHidden);
    window.addEventListener("pagehide", handAllOn);
    window.addEventListener("beforeunload", askFirst);
  }
  waiting.add(handOn);
}

function stopWaiting(handOn: () => void): void {
  if (!waiting.delete(handOn) || waiting.size > 0) return;
  stopHearingOfCover();
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

/** Where words rest that a field holds and cannot hand on yet. */
export type Aside<Value> = {
  /** What rests there from before; null where nothing does. */
  readonly value: Value | null;
  /** Lays words there in place of what was; null takes it away. */
  keep(value: Value | null): void;
};

type Options<Value> = {
  /**
   * Leaves the pause out: hands on only what has been left, a line of a list as well. For lines that the other sees as soon
   * as they are handed on, which must not be half-written.
   */
  whole?: boolean;
  /** Whether this can be kept. What cannot stays in the field, and is not handed on; the last that fitted is. */
  fits?: (value: Value) => boolean;
  /** Gets, at each pause, what is not handed on, so that a lock or a page that is killed does not lose it. */
  aside?: Aside<Value>;
};

const NOWHERE: Aside<never> = { value: null, keep: () => {} };

/**
 * A field that saves as one writes. While it has focus it shows its own draft, so nothing that comes back moves the
 * caret or takes a letter; `keep` gets the text after a pause, on leaving the field, and before the page goes away.
 */
export function useDraft<Value>(
  kept: Value,
  keep: (value: Value) => void,
  { whole = false, fits = () => true, aside = NOWHERE }: Options<Value> = {},
): Draft<Value> {
  const [draft, setDraft] = useState<{ value: Value } | null>(() =>
    aside.value === null ? null : { value: aside.value },
  );
  /** Typed, and neither handed on nor too long. */
  const unsent = useRef<{ value: Value } | null>(null);
  /** Typed, and held back at a pause. */
  const heldBack = useRef<{ value: Value } | null>(null);
  /** Whether anything rests aside. */
  const rests = useRef(draft !== null);
  /** Taken up from before, and not touched since: it goes out when it is left, and not by going away unseen. */
  const takenUp = useRef(draft !== null);
  const tooLong = useRef(draft !== null && !fits(draft.value));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ keep, aside });
  useLayoutEffect(() => {
    latest.current = { keep, aside };
  });

  const layAside = useCallback((value: Value | null) => {
    heldBack.current = null;
    if (value === null && !rests.current) return;
    rests.current = value !== null;
    latest.current.aside.keep(value);
  }, []);
  const handOn = useCallback(() => {
    clearTimeout(timer.current);
    // After a lock there is nobody to hand it to; what was held back rests aside by then.
    if (latestSnapshot().status !== "open") return stopWaiting(handOn);
    // The browser goes on asking before it closes a page with something that could not be kept.
    if (!tooLong.current) stopWaiting(handOn);
    else if (heldBack.current !== null) layAside(heldBack.current.value);
    const last = unsent.current;
    unsent.current = null;
    if (last !== null) latest.current.keep(last.value);
    if (!(tooLong.current || takenUp.current)) layAside(null);
  }, [layAside]);
  useEffect(
    () => () => {
      handOn();
      stopWaiting(handOn);
    },
    [handOn],
  );

  const pause = () => {
    if (!whole) handOn();
    if (heldBack.current !== null) layAside(heldBack.current.value);
  };
  return {
    value: draft === null ? kept : draft.value,
    onChange(value) {
      setDraft({ value });
      takenUp.current = false;
      tooLong.current = !fits(value);
      if (!tooLong.current) unsent.current = { value };
      if (tooLong.current || whole) heldBack.current = { value };
      startWaiting(handOn);
      clearTimeout(timer.current);
      timer.current = setTimeout(pause, PAUSE_MS);
    },
    onBlur(event) {
      const leaves = !event.currentTarget.contains(event.relatedTarget);
      if (takenUp.current && draft !== null && !tooLong.current && (leaves || whole)) {
        takenUp.current = false;
        unsent.current = draft;
      }
      afterPress(() => {
        if (leaves || whole) handOn();
        if (leaves && !tooLong.current) setDraft(null);
      });
    },
  };
}
