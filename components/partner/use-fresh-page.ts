"use client";

import { useEffect } from "react";
import { hasLeft } from "@/lib/client/exit";
import { stile } from "@/lib/client/use-stile";

const EVERY_MS = 45_000;
/** So that the moment of a request says nothing about when a page was opened. */
const JITTER_MS = 10_000;

/** Keeps the other's page fresh while it is looked at: on opening, on coming back, and from time to time. */
export function useFreshPage(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      if (document.visibilityState !== "visible" || !navigator.onLine || hasLeft()) return;
      void stile().refreshTheirPage();
    };
    const later = () => {
      timer = setTimeout(
        () => {
          look();
          later();
        },
        EVERY_MS + (Math.random() * 2 - 1) * JITTER_MS,
      );
    };
    look();
    later();
    window.addEventListener("focus", look);
    window.addEventListener("online", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("focus", look);
      window.removeEventListener("online", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}
