import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { type DeviceRecord, unwrapForDevice, type VaultKey, wrapForDevice } from "@/lib/crypto";
import { DEVICE_DATABASE } from "../device-database";

/*
 * What stays on the device, in IndexedDB: the vault key wrapped by a key that script cannot read, so that a reload does
 * not ask for the passphrase again; and sealed documents that could not be sent yet. Nothing here is readable, its name
 * says nothing, and quick exit deletes all of it.
 */

type UnlockedRecord = { owner: string; wrap: DeviceRecord; lastActive: number; idleMs: number };
/** A sealed document on its way: `name` is blinded, `baseVersion` the server's version that it was made from. */
export type Unsent = { owner: string; name: string; baseVersion: number; sealed: Uint8Array };

interface Schema extends DBSchema {
  unlocked: { key: "current"; value: UnlockedRecord };
  unsent: { key: [string, string]; value: Unsent };
}

export interface Device {
  /** Keeps a wrapped copy of the key, usable until `idleMs` after the last call of `touch`. Whether it is kept. */
  remember(owner: string, key: VaultKey, idleMs: number, now: number): Promise<boolean>;
  touch(now: number): Promise<void>;
  /** The owner's key, if it is kept and the idle time has not passed; a clock that went back counts as passed. */
  recall(owner: string, now: number): Promise<VaultKey | null>;
  /** Drops the wrapped key; where an owner is named, that owner's only. */
  forget(owner?: string): Promise<void>;
  /** Keeps a sealed document until it is dropped, in place of an earlier one of its name. Whether it is kept. */
  keepUnsent(unsent: Unsent): Promise<boolean>;
  dropUnsent(owner: string, name: string): Promise<void>;
  unsentOf(owner: string): Promise<Unsent[]>;
  /** Deletes everything. */
  wipe(): Promise<void>;
}

/** The device's own store. Where IndexedDB is refused (some private windows), nothing is kept and all else works. */
export function createDevice(): Device {
  let opening: Promise<IDBPDatabase<Schema> | null> | null = null;
  const database = () => {
    opening ??= openDB<Schema>(DEVICE_DATABASE, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("unlocked");
        fresh.createObjectStore("unsent", { keyPath: ["owner", "name"] });
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
    async remember(owner, key, idleMs, now) {
      const wrap = await wrapForDevice(key);
      const db = await database();
      await db?.put("unlocked", { owner, wrap, lastActive: now, idleMs }, "current");
      return db !== null;
    },
    async touch(now) {
      const db = await database();
      // In one transaction: between two of them another tab may lock, and its lock must not be undone.
      const work = db?.transaction("unlocked", "readwrite");
      const record = await work?.store.get("current");
      if (record) await work?.store.put({ ...record, lastActive: now }, "current");
      await work?.done;
    },
    async recall(owner, now) {
      const db = await database();
      const record = await db?.get("unlocked", "current");
      if (!record) return null;
      const idle = now - record.lastActive;
      if (record.owner !== owner || !(idle >= 0 && idle <= record.idleMs)) {
        await db?.delete("unlocked", "current");
        return null;
      }
      return unwrapForDevice(record.wrap);
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
