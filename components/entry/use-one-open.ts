"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** Which row of a list is open: one at a time. The row that was pressed keeps its place on the screen. */
export function useOneOpen() {
  const [openId, setOpenId] = useState<string | null>(null);
  const held = useRef<{ row: Element; top: number } | null>(null);

  const toggle = useCallback((id: string, row: Element) => {
    held.current = { row, top: row.getBoundingClientRect().top };
    setOpenId((open) => (open === id ? null : id));
  }, []);

  // A row above that closes would pull this one away from under the finger.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured after each opening and closing
  useLayoutEffect(() => {
    if (held.current === null) return;
    const { row, top } = held.current;
    held.current = null;
    window.scrollBy({ top: row.getBoundingClientRect().top - top, behavior: "instant" });
  }, [openId]);

  return { openId, open: setOpenId, toggle };
}
