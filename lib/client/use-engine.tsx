"use client";

import type { Remote } from "comlink";
import { createContext, type ReactNode, useContext, useLayoutEffect, useSyncExternalStore } from "react";
import type { Engine, OpenVault, Snapshot } from "./engine/contract";
import { engineHandle } from "./engine/worker-client";
import { lockIsNear, onLockIsNear, uncover, watchPresence } from "./presence";

/**
 * The engine in its worker. Starts it when it is first asked for; only call it in the browser. Once somebody has left, a call
 * is never answered.
 */
export const engine = (): Remote<Engine> => engineHandle().engine;

/** Resolves once what is asked reaches a worker that stays: just after a lock the one that locked is still ending. */
export const engineSettled = (): Promise<void> => engineHandle().settled();

/** Puts a new worker in the place of one that does not answer. */
export const restartEngine = (): void => engineHandle().restart();

/** The latest snapshot, for what is not drawn from it. Once somebody has left it is `starting` for good. */
export const latestSnapshot = (): Snapshot => engineHandle().snapshot();

const STARTING: Snapshot = { status: "starting" };

/** The latest snapshot. On the server, and until the engine has spoken, it is `starting`. */
export function useSnapshot(): Snapshot {
  return useSyncExternalStore(
    (onChange) => engineHandle().onSnapshot(onChange),
    latestSnapshot,
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
