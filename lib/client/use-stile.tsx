"use client";

import { type Remote, wrap } from "comlink";
import { createContext, type ReactNode, useContext, useLayoutEffect, useSyncExternalStore } from "react";
import type { Engine, OpenVault, Snapshot } from "./engine/contract";
import { engineHandle } from "./engine/handle";
import { hasLeft } from "./exit";
import { lockIsNear, onLockIsNear, uncover, watchPresence } from "./presence";

/** An engine whose calls are never answered. */
const gone = (): Remote<Engine> => wrap<Engine>(new MessageChannel().port1);

/**
 * The engine in its worker. Starts it when it is first asked for; only call it in the browser. Once somebody has left nothing
 * is asked of it any more: that would start a new one. A call then is never answered.
 */
export function stile(): Remote<Engine> {
  return hasLeft() ? gone() : engineHandle().engine;
}

/** Whether a vault is open at this moment, as the engine has told: for what happens while a screen goes away. */
export const isVaultOpen = (): boolean => !hasLeft() && engineHandle().snapshot().status === "open";

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
 * While the vault is open, watches whether somebody is there (presence.ts): a page that nobody is at locks, and one that
 * somebody comes back to too late is covered before anything is asked. Says whether the lock is near.
 */
export function useStillHere(): { locksSoon: boolean } {
  const open = useSnapshot().status === "open";
  useLayoutEffect(() => {
    if (open) return watchPresence(engineHandle());
    // Nothing that was opened is drawn any more.
    uncover();
  }, [open]);
  return { locksSoon: useSyncExternalStore(onLockIsNear, lockIsNear, () => false) };
}
