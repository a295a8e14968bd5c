"use client";

import { useEffect } from "react";
import { type LinkView, stile } from "@/lib/client";

const EVERY_MS = 4000;

/** While something is expected to change, and the page is looked at, asks every few seconds where the link stands. */
export function useLinkWatch(state: LinkView["state"]): void {
  const expecting = state === "invited" || state === "compare" || state === "waiting";
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== "visible" || !navigator.onLine) return;
      void stile().refreshLink();
    };
    look();
    if (!expecting) return;
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [expecting]);
}
