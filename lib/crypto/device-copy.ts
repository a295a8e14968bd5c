/**
 * A vault key as it rests in IndexedDB across a reload, wrapped twice. The inner wrapping is under a half that rests with the
 * server, which gives it out within the idle time by its own clock: without it these fields open nothing, on this device or
 * any other. The outer one is under a key whose bits script cannot read, so the half and a copy of these fields as text are
 * worth nothing together. Script of this origin can use both within the idle time, and so can whoever holds the unlocked
 * device: that is why lock, idle time, quick exit and sign-out delete the record, and the half.
 *
 * Beside it rests the proof that a reload shows the server to get a token (reload-proof.ts), under the device's key alone: it is
 * sent with the very request that asks for the half.
 */
export interface DeviceRecord {
  wrappingKey: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: Uint8Array<ArrayBuffer>;
  /** None in a record of an earlier program. */
  proof?: { iv: Uint8Array<ArrayBuffer>; wrapped: Uint8Array<ArrayBuffer> };
}

export type Bytes = Uint8Array<ArrayBuffer>;

export const IV_BYTES = 12;
export const AES = { name: "AES-GCM", length: 256 };
const encoder = new TextEncoder();
/** How each layer is sealed. A record of a version that needed no half cannot be taken for one of this: what is authenticated differs. */
export const parameters = (iv: Bytes, layer: "device" | "half" | "proof") => ({
  name: "AES-GCM",
  iv,
  additionalData: encoder.encode(`stile/v2/device-wrap/${layer}`),
});

/** A new initialisation vector. */
export const newIv = (): Bytes => crypto.getRandomValues(new Uint8Array(IV_BYTES));

/** Whether what storage gave back is such a record. */
export function isDeviceRecord(record: unknown): record is DeviceRecord {
  if (typeof record !== "object" || record === null) return false;
  if (!("wrappingKey" in record && "iv" in record && "wrapped" in record)) return false;
  const { wrappingKey, iv, wrapped } = record;
  return wrappingKey instanceof CryptoKey && iv instanceof Uint8Array && wrapped instanceof Uint8Array;
}
