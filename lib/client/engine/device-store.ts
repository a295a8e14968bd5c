import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DeviceRecord } from "@/lib/crypto/device-copy";
import { proofOnDevice, type ReloadProof } from "@/lib/crypto/wrapped-proof";
import { DEVICE_DATABASE } from "../browser/device-database";

/*
 * The database of device.ts, and what is read of it before the rest of the program is there (early.ts): so this imports next to
 * nothing.
 */

/** 2: the wrapped key needs the server's half. One from before does not, and is forgotten. */
const VERSION = 2;

type UnlockedRecord = {
  owner: string;
  wrap: DeviceRecord;
  first?: readonly string[];
  lastActive: number;
  idleMs: number;
};
/** Whose a copy is, and the proof beside it: null in a copy of an earlier program. */
export type Kept = {
  owner: string;
  proof: ReloadProof | null;
  /** What the server calls the documents that a glance goes by: none in a copy of an earlier program. */
  first: readonly string[];
};
/** A sealed document on its way: `name` is blinded, `baseVersion` the server's version that it was made from. */
export type Unsent = { owner: string; name: string; baseVersion: number; sealed: Uint8Array };

interface Schema extends DBSchema {
  unlocked: { key: "current"; value: UnlockedRecord };
  unsent: { key: [string, string]; value: Unsent };
}

export type DeviceStore = IDBPDatabase<Schema>;

/**
 * Opens it. Rejects where IndexedDB is refused. `blocking`: quick exit in another tab deletes the database, and whoever has it open
 * is not to stand in its way; `terminated`: the browser has closed it.
 */
export const openDeviceStore = (on: {
  blocking: () => void;
  terminated?: () => void;
}): Promise<DeviceStore> =>
  openDB<Schema>(DEVICE_DATABASE, VERSION, {
    upgrade(fresh, from) {
      if (from > 0) fresh.deleteObjectStore("unlocked");
      fresh.createObjectStore("unlocked");
      if (from === 0) fresh.createObjectStore("unsent", { keyPath: ["owner", "name"] });
    },
    ...on,
  });

/** Whether the idle time of a copy has not passed. A clock that went back cannot tell. */
export function lasts({ lastActive, idleMs }: UnlockedRecord, now: number): boolean {
  const idle = now - lastActive;
  return idle >= 0 && idle <= idleMs;
}

/** Whose copy is there, while its idle time lasts; null where there is none. */
export async function keptIn(store: DeviceStore, now: number): Promise<Kept | null> {
  const record = await store.get("unlocked", "current");
  if (!record || !lasts(record, now)) return null;
  const { owner, wrap, first = [] } = record;
  return { owner, proof: await proofOnDevice(wrap), first };
}
