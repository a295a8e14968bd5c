"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { engine, latestSnapshot, useVault } from "@/lib/client";
import { LONG_HIDDEN_MS, waitAfter } from "./polling";

const Newest = createContext(false);

/** Whether the other's page has been checked since this screen came into view, and the last check went well. */
export const useIsNewest = (): boolean => useContext(Newest);

/**
 * Keeps the other's page fresh on every screen of an open vault, so that a request tells the host that Stile is open and not
 * which page is read. Asks at one jittered rate while it can be seen, at once on coming into view, and backs off while
 * checks fail.
 */
export function FreshPage({ children }: { children: ReactNode }) {
  const { theirPage } = useVault("theirPage");
  const [checked, setChecked] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    // A check that was begun before the screen went out of view says nothing of now.
    let round = 0;
    let hiddenAt: number | null = document.visibilityState === "visible" ? null : Date.now();

    const look = async () => {
      clearTimeout(timer);
      const mine = ++round;
      if (document.visibilityState === "visible") {
        await engine().refreshTheirPage();
        if (mine !== round) return;
        failures = lastCheckFailed() ? failures + 1 : 0;
        setChecked(true);
      }
      later();
    };
    const later = () => {
      const wait = waitAfter(failures, Math.random());
      const due = Date.now() + wait;
      timer = setTimeout(() => {
        // Timers stand still while a device sleeps, and nothing says that it came into view.
        if (Date.now() - due > LONG_HIDDEN_MS) setChecked(false);
        void look();
      }, wait);
    };
    const onView = () => {
      if (document.visibilityState !== "visible") {
        hiddenAt ??= Date.now();
        return;
      }
      if (hiddenAt !== null && Date.now() - hiddenAt > LONG_HIDDEN_MS) setChecked(false);
      hiddenAt = null;
      void look();
    };
    const onNetwork = () => void look();

    void look();
    document.addEventListener("visibilitychange", onView);
    window.addEventListener("online", onNetwork);
    window.addEventListener("offline", onNetwork);
    return () => {
      round = -1;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onView);
      window.removeEventListener("online", onNetwork);
      window.removeEventListener("offline", onNetwork);
    };
  }, []);

  return <Newest value={checked && theirPage.state === "shown"}>{children}</Newest>;
}

function lastCheckFailed(): boolean {
  const snapshot = latestSnapshot();
  return "vault" in snapshot && snapshot.vault.theirPage.state === "problem";
}
