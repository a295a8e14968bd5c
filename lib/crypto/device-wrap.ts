import { type VaultKey, vaultKeyBytes, vaultKeyFromBytes } from "./keys";

/**
 * A vault key as it rests in IndexedDB across a reload. Script cannot read the wrapping key's bits, so a copy of these
 * fields as text is worth nothing; script of this origin can still use it, and so can whoever holds the unlocked
 * device. That is why lock, idle time, quick exit and sign-out delete the record.
 */
export interface DeviceRecord {
  wrappingKey: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: Uint8Array<ArrayBuffer>;
}

const IV_BYTES = 12;
const additionalData = new TextEncoder().encode("stile/v1/device-wrap");

/** Wraps a vault key under a new AES-GCM key that cannot be exported. Rejects where WebCrypto is missing (plain http). */
export async function wrapForDevice(vaultKey: VaultKey): Promise<DeviceRecord> {
  const algorithm = { name: "AES-GCM", length: 256 };
  const wrappingKey = await crypto.subtle.generateKey(algorithm, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const parameters = { name: "AES-GCM", iv, additionalData };
  const wrapped = await crypto.subtle.encrypt(parameters, wrappingKey, vaultKeyBytes(vaultKey));
  return { wrappingKey, iv, wrapped: new Uint8Array(wrapped) };
}

/** The vault key out of what storage gave back; null when that is no such record or was changed. */
export async function unwrapForDevice(record: unknown): Promise<VaultKey | null> {
  if (!isDeviceRecord(record)) return null;
  const parameters = { name: "AES-GCM", iv: record.iv, additionalData };
  try {
    const bytes = await crypto.subtle.decrypt(parameters, record.wrappingKey, record.wrapped);
    return vaultKeyFromBytes(new Uint8Array(bytes));
  } catch {
    return null;
  }
}

function isDeviceRecord(record: unknown): record is DeviceRecord {
  if (typeof record !== "object" || record === null) return false;
  if (!("wrappingKey" in record && "iv" in record && "wrapped" in record)) return false;
  const { wrappingKey, iv, wrapped } = record;
  return wrappingKey instanceof CryptoKey && iv instanceof Uint8Array && wrapped instanceof Uint8Array;
}
