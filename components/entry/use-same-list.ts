"use client";

import { useRef } from "react";

/** The list of before, for as long as its members are the very same. */
export function useSameList<Of>(list: readonly Of[]): readonly Of[] {
  const held = useRef(list);
  const before = held.current;
  if (before.length !== list.length || before.some((member, at) => member !== list[at])) held.current = list;
  return held.current;
}
