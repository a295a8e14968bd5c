"use client";

import type { Remote } from "comlink";
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
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

/** A snapshot without what an open vault holds: that is drawn slice by slice (useVault). */
export type Standing = Exclude<Snapshot, { vault: OpenVault }> | { readonly status: "glance" | "open" };

const STARTING: Standing = { status: "starting" };
const GLANCE: Standing = { status: "glance" };
const OPEN: Standing = { status: "open" };

const onSnapshot = (onChange: () => void) => engineHandle().onSnapshot(onChange);

const latestStanding = (): Standing => {
  const snapshot = latestSnapshot();
  if ("vault" in snapshot) return snapshot.status === "open" ? OPEN : GLANCE;
  return snapshot;
};

/** How it stands with the engine by the latest snapshot. On the server, and until the engine has spoken, it is `starting`. */
export function useStanding(): Standing {
  return useSyncExternalStore(onSnapshot, latestStanding, () => STARTING);
}

/** Where an open vault is read from. */
type VaultSource = {
  /** Calls back when one of these slices changed. For the same names the same function. */
  readonly onSlices: (names: readonly (keyof OpenVault)[]) => Subscribe;
  readonly vault: () => OpenVault;
};

/** Calls back at each change; gives the function that stops it. */
type Subscribe = (listener: () => void) => () => void;

const VaultContext = createContext<VaultSource | null>(null);

/**
 * The vault that the engine has open. While screens below still stand after a lock, which is until they are drawn anew, it is
 * what was open last.
 */
function openVaultSource(): VaultSource {
  let last: OpenVault | null = null;
  const bySlices = new Map<string, Subscribe>();
  const vault = () => {
    const snapshot = latestSnapshot();
    if ("vault" in snapshot) last = snapshot.vault;
    if (last === null) throw new Error("No vault was open.");
    return last;
  };
  return {
    onSlices(names) {
      const key = names.join();
      const subscribe = bySlices.get(key) ?? subscribeTo(names, vault);
      bySlices.set(key, subscribe);
      return subscribe;
    },
    vault,
  };
}

/**
 * One look at a snapshot for all that is drawn from the same slices: in a long list that is something in every row, and most
 * snapshots change nothing of it.
 */
function subscribeTo(names: readonly (keyof OpenVault)[], vault: () => OpenVault): Subscribe {
  const listeners = new Set<() => void>();
  let told: OpenVault;
  let stop = () => {};
  const look = () => {
    const before = told;
    told = vault();
    if (names.some((name) => before[name] !== told[name])) for (const listener of listeners) listener();
  };
  return (listener) => {
    if (listeners.size === 0) {
      told = vault();
      stop = onSnapshot(look);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) stop();
    };
  };
}

/** Gives the vault that is open to the screens below it, which stand only while one is. */
export function OpenVaultProvider({ children }: { children: ReactNode }) {
  const [source] = useState(openVaultSource);
  return <VaultContext value={source}>{children}</VaultContext>;
}

const NEVER: Subscribe = () => () => {};

/** Gives one vault, as it is here, to what is drawn below it. */
export function VaultProvider({ vault, children }: { vault: OpenVault; children: ReactNode }) {
  const source = useMemo(() => ({ onSlices: () => NEVER, vault: () => vault }), [vault]);
  return <VaultContext value={source}>{children}</VaultContext>;
}

/**
 * Where the open vault is read from, for what keeps something of its own beside it. Throws outside a provider: screens that need
 * one stand below the gate that has it.
 */
export function useVaultSource(): VaultSource {
  const source = useContext(VaultContext);
  if (!source) throw new Error("useVault needs a provider of a vault above it");
  return source;
}

/** Slices of the open vault, by their names; what asks is drawn anew when one of them changes, and not otherwise. */
export function useVault<Name extends keyof OpenVault>(...names: readonly Name[]): Pick<OpenVault, Name> {
  const source = useVaultSource();
  const held = useRef<OpenVault>(null);
  const read = () => {
    const now = source.vault();
    const before = held.current;
    // Of a vault that was read before nothing else than these is looked at.
    if (before === null || names.some((name) => before[name] !== now[name])) held.current = now;
    return held.current ?? now;
  };
  return useSyncExternalStore(source.onSlices(names), read, read);
}

/**
 * While the vault is open, watches whether somebody is there (presence.ts): a page that nobody is at locks, and one that
 * somebody comes back to too late is covered before anything is asked. Says whether the lock is near.
 */
export function useStillHere(): { locksSoon: boolean } {
  const { status } = useStanding();
  const shown = status === "open" || status === "glance";
  useLayoutEffect(() => {
    if (shown) return watchPresence(engineHandle());
    // Nothing that was opened is drawn any more.
    uncover();
  }, [shown]);
  return { locksSoon: useSyncExternalStore(onLockIsNear, lockIsNear, () => false) };
}
