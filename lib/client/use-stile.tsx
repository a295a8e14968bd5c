"use client";

import { type Remote, wrap } from "comlink";
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";
import type { Engine, OpenVault, Snapshot } from "./engine/contract";
import { engineHandle } from "./engine/handle";
import { hasLeft } from "./exit";

/** An engine whose calls are never answered. */
const gone = (): Remote<Engine> => wrap<Engine>(new MessageChannel().port1);

/**
 * The engine in its worker. Starts it when it is first asked for; only call it in the browser. Once somebody has left nothing
 * is asked of it any more: that would start a new one. A call then is never answered.
 */
export function stile(): Remote<Engine> {
  return hasLeft() ? gone() : engineHandle().engine;
}

const STARTING: Snapshot = { status: "starting" };

/** The latest snapshot. On the server, and until the engine has spoken, it is `starting`. */
export function useSnapshot(): Snapshot {
  return useSyncExternalStore(
    (onChange) => engineHandle().onSnapshot(onChange),
    () => engineHandle().snapshot(),
    () => STARTING,
  );
}

const VaultContext = createContext<OpenVault | null>(null);

/** Gives an open vault to the screens below it. */
export function VaultProvider({ vault, children }: { vault: OpenVault; children: ReactNode }) {
  return <VaultContext.Provider value={vault}>{children}</VaultContext.Provider>;
}

/** The open vault. Throws outside VaultProvider: screens that need one stand below the gate that has it. */
export function useVault(): OpenVault {
  const vault = useContext(VaultContext);
  if (!vault) throw new Error("useVault needs a VaultProvider above it");
  return vault;
}

/**
 * Tells the engine of touches and keys, so that it locks only when nobody is there, and of coming back into view: by then
 * somebody else may be looking, and it locks or reads anew.
 */
export function useStillHere(): void {
  useEffect(() => {
    let last = 0;
    const tell = () => {
      // Once a second is plenty: the shortest idle time is two minutes.
      if (Date.now() - last < 1000) return;
      last = Date.now();
      void stile().stillHere();
    };
    const inView = () => {
      if (document.visibilityState === "visible") void stile().backInView();
    };
    const events = ["pointerdown", "keydown", "scroll"] as const;
    for (const event of events) window.addEventListener(event, tell, { passive: true, capture: true });
    document.addEventListener("visibilitychange", inView);
    return () => {
      for (const event of events) window.removeEventListener(event, tell, { capture: true });
      document.removeEventListener("visibilitychange", inView);
    };
  }, []);
}
