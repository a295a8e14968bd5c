import { deleteDB } from "idb";
import { blindName, type KeyHalf, unwrapForDevice, type VaultKey, wrapForDevice } from "@/lib/crypto";
import { FIRST_NAMES } from "@/lib/domain/vault/names";
import { DEVICE_DATABASE } from "../browser/device-database";
import { type DeviceStore, type Kept, keptIn, lasts, openDeviceStore, type Unsent } from "./device-store";

/*
 * What stays on the device, in IndexedDB: the vault key wrapped by a key that script cannot read and by a half that rests
 * with the server (kept-key.ts), so that a reload does not ask for the passphrase again; and sealed documents that could not
 * be sent yet. Nothing here is readable, its name says nothing, and quick exit deletes all of it.
 */

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

/** The device's own store. Where IndexedDB is refused (some private windows), nothing is kept and all else works. */
export function createDevice(): Device {
  let opening: Promise<DeviceStore | null> | null = null;
  const database = () => {
    opening ??= openDeviceStore({
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
      const first = FIRST_NAMES.map((name) => blindName(key, name));
      await db?.put("unlocked", { owner, wrap, first, lastActive: now, idleMs }, "current");
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
      return db && keptIn(db, now);
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
