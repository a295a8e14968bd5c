import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import {
  type DeviceRecord,
  type KeyHalf,
  proofOnDevice,
  type ReloadProof,
  unwrapForDevice,
  type VaultKey,
  wrapForDevice,
} from "@/lib/crypto";
import { DEVICE_DATABASE } from "../browser/device-database";

/*
 * What stays on the device, in IndexedDB: the vault key wrapped by a key that script cannot read and by a half that rests
 * with the server (kept-key.ts), so that a reload does not ask for the passphrase again; and sealed documents that could not
 * be sent yet. Nothing here is readable, its name says nothing, and quick exit deletes all of it.
 */

/** 2: the wrapped key needs the server's half. One from before does not, and is forgotten. */
const VERSION = 2;

type UnlockedRecord = { owner: string; wrap: DeviceRecord; lastActive: number; idleMs: number };
/** Whose a copy is, and the proof beside it: null in a copy of an earlier program. */
export type Kept = { owner: string; proof: ReloadProof | null };
/** A sealed document on its way: `name` is blinded, `baseVersion` the server's version that it was made from. */
export type Unsent = { owner: string; name: string; baseVersion: number; sealed: Uint8Array };

interface Schema extends DBSchema {
  unlocked: { key: "current"; value: UnlockedRecord };
  unsent: { key: [string, string]; value: Unsent };
}

export interface Device {
  /** Keeps a copy of the key that opens with this half, until `idleMs` after `now` or the last touch. Whether it is kept. */
  remember(owner: string, key: VaultKey, half: KeyHalf, idleMs: number, now: number): Promise<boolean>;
  /** Somebody was here at this moment; the copy lasts for this idle time from then on. */
  touch(now: number, idleMs: number): Promise<void>;
  /** Whether the owner's copy is here. It is forgotten when the idle time has passed; a clock that went back counts as passed. */
  keeps(owner: string, now: number): Promise<boolean>;
  /** Whose copy is here, while its idle time lasts; null where there is none. Nothing is forgotten. */
  keptFor(now: number): Promise<Kept | null>;
  /** The owner's key out of the copy, with the half that it was wrapped under; null with any other. */
  recall(owner: string, half: KeyHalf): Promise<VaultKey | null>;
  /** Drops the wrapped key; where an owner is named, that owner's only. */
  forget(owner?: string): Promise<void>;
  /** Keeps a sealed document until it is dropped, in place of an earlier one of its name. Whether it is kept. */
  keepUnsent(unsent: Unsent): Promise<boolean>;
  dropUnsent(owner: string, name: string): Promise<void>;
  unsentOf(owner: string): Promise<Unsent[]>;
  /** Deletes everything. */
  wipe(): Promise<void>;
}

/** Whether the idle time of a copy has not passed. A clock that went back cannot tell. */
function lasts({ lastActive, idleMs }: UnlockedRecord, now: number): boolean {
  const idle = now - lastActive;
  return idle >= 0 && idle <= idleMs;
}

/** The device's own store. Where IndexedDB is refused (some private windows), nothing is kept and all else works. */
export function createDevice(): Device {
  let opening: Promise<IDBPDatabase<Schema> | null> | null = null;
  const database = () => {
    opening ??= openDB<Schema>(DEVICE_DATABASE, VERSION, {
      upgrade(fresh, from) {
        if (from > 0) fresh.deleteObjectStore("unlocked");
        fresh.createObjectStore("unlocked");
        if (from === 0) fresh.createObjectStore("unsent", { keyPath: ["owner", "name"] });
      },
      // Quick exit in another tab deletes the database: do not stand in its way.
      blocking: () => void close(),
      terminated: () => {
        opening = null;
      },
    }).catch(() => null);
    return opening;
  };
  const close = async () => {
    const open = await opening;
    opening = null;
    open?.close();
  };

  return {
    async remember(owner, key, half, idleMs, now) {
      const wrap = await wrapForDevice(key, half);
      const db = await database();
      await db?.put("unlocked", { owner, wrap, lastActive: now, idleMs }, "current");
      return db !== null;
    },
    async touch(now, idleMs) {
      const db = await database();
      // One transaction: a lock between reading and writing must not find its deletion undone.
      const work = db?.transaction("unlocked", "readwrite");
      const record = await work?.store.get("current");
      if (record) await work?.store.put({ ...record, lastActive: now, idleMs }, "current");
      await work?.done;
    },
    async keeps(owner, now) {
      const db = await database();
      const record = await db?.get("unlocked", "current");
      if (!record) return false;
      const isKept = record.owner === owner && lasts(record, now);
      if (!isKept) await db?.delete("unlocked", "current");
      return isKept;
    },
    async keptFor(now) {
      const db = await database();
      const record = await db?.get("unlocked", "current");
      if (!record || !lasts(record, now)) return null;
      return { owner: record.owner, proof: await proofOnDevice(record.wrap) };
    },
    async recall(owner, half) {
      const db = await database();
      const record = await db?.get("unlocked", "current");
      return record?.owner === owner ? unwrapForDevice(record.wrap, half) : null;
    },
    async forget(owner) {
      const db = await database();
      const work = db?.transaction("unlocked", "readwrite");
      const record = await work?.store.get("current");
      if (record && (owner === undefined || record.owner === owner)) await work?.store.delete("current");
      await work?.done;
    },
    async keepUnsent(unsent) {
      const db = await database();
      await db?.put("unsent", unsent);
      return db !== null;
    },
    async dropUnsent(owner, name) {
      const db = await database();
      await db?.delete("unsent", [owner, name]);
    },
    async unsentOf(owner) {
      const db = await database();
      return (await db?.getAll("unsent"))?.filter((one) => one.owner === owner) ?? [];
    },
    async wipe() {
      await close();
      await deleteDB(DEVICE_DATABASE);
    },
  };
}
