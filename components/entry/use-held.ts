"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * The same function for as long as what asks for it stands; it does what the one given last would do. For presses and edits, so
 * that what is handed one is not drawn again for it; not to be called while something is drawn.
 */
export function useSteady<Given extends readonly unknown[], Gives>(
  work: (...given: Given) => Gives,
): (...given: Given) => Gives {
  const latest = useRef(work);
  useLayoutEffect(() => {
    latest.current = work;
  });
  return useCallback((...given) => latest.current(...given), []);
}

/** The list of before, for as long as its members are the very same. */
export function useSameList<Of>(list: readonly Of[]): readonly Of[] {
  const held = useRef(list);
  const before = held.current;
  if (before.length !== list.length || before.some((member, at) => member !== list[at])) held.current = list;
  return held.current;
}
