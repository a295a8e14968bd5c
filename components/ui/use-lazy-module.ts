"use client";

import { useEffect, useState } from "react";

/**
 * Fetches a part of the program once the page stands and it is `wanted`, so that it is there when needed and no page waits for it.
 * Null until then. A fetch that fails is tried again each time `wanted` turns true.
 */
export function useLazyModule<Part>(load: () => Promise<Part>, wanted: boolean): Part | null {
  const [part, setPart] = useState<{ value: Part } | null>(null);
  useEffect(() => {
    if (part !== null || !wanted) return;
    let here = true;
    load().then(
      (value) => here && setPart({ value }),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [load, wanted, part]);
  return part?.value ?? null;
}
