"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";

/**
 * Which row of a list is open: one at a time. The row that was pressed keeps its place on the screen, unless what it opened would
 * stand below the edge: then it moves up by as much as shows it, and no further than to the top.
 */
export function useOneOpen() {
  const [openId, setOpenId] = useState<string | null>(null);
  const held = useRef<{ row: Element; top: number } | null>(null);

  const toggle = useCallback((id: string, row: Element) => {
    held.current = { row, top: row.getBoundingClientRect().top };
    setOpenId((open) => (open === id ? null : id));
  }, []);

  // A row above that closes would pull this one away from under the finger.
  useLayoutEffect(() => {
    if (held.current === null) return;
    const { row, top } = held.current;
    held.current = null;
    window.scrollBy({ top: row.getBoundingClientRect().top - top, behavior: "instant" });
    if (openId !== null)
      row.closest("[role=listitem]")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, [openId]);

  return { openId, open: setOpenId, toggle };
}
