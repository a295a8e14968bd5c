import { derive, type KeyHalf, keyBytes, type VaultKey, vaultKeyBytes, vaultKeyFromBytes } from "./keys";
import { type ReloadProof, reloadProof, reloadProofBytes, reloadProofFromBytes } from "./reload-proof";

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

type Bytes = Uint8Array<ArrayBuffer>;

const IV_BYTES = 12;
const AES = { name: "AES-GCM", length: 256 };
const encoder = new TextEncoder();
/** A record of a version that needed no half cannot be taken for one of this: what is authenticated differs. */
const parameters = (iv: Bytes, layer: "device" | "half" | "proof") => ({
  name: "AES-GCM",
  iv,
  additionalData: encoder.encode(`stile/v2/device-wrap/${layer}`),
});

/** Wraps a vault key under the half and under a new key that cannot be exported. Rejects where WebCrypto is missing (plain http). */
export async function wrapForDevice(vaultKey: VaultKey, half: KeyHalf): Promise<DeviceRecord> {
  const innerIv = newIv();
  const inner = await crypto.subtle.encrypt(
    parameters(innerIv, "half"),
    await keyOf(half),
    vaultKeyBytes(vaultKey),
  );
  const wrappingKey = await crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);
  const iv = newIv();
  const both = new Uint8Array([...innerIv, ...new Uint8Array(inner)]);
  const wrapped = await crypto.subtle.encrypt(parameters(iv, "device"), wrappingKey, both);
  const proof = await wrapProof(wrappingKey, reloadProof(vaultKey, half));
  return { wrappingKey, iv, wrapped: new Uint8Array(wrapped), proof };
}

async function wrapProof(wrappingKey: CryptoKey, proof: ReloadProof): Promise<DeviceRecord["proof"]> {
  const iv = newIv();
  const wrapped = await crypto.subtle.encrypt(parameters(iv, "proof"), wrappingKey, reloadProofBytes(proof));
  return { iv, wrapped: new Uint8Array(wrapped) };
}

/** The proof out of what storage gave back; null where there is none, as in a record of an earlier program, or it was changed. */
export async function proofOnDevice(record: unknown): Promise<ReloadProof | null> {
  if (!isDeviceRecord(record) || record.proof === undefined) return null;
  const { wrappingKey, proof } = record;
  try {
    const bytes = await crypto.subtle.decrypt(parameters(proof.iv, "proof"), wrappingKey, proof.wrapped);
    return reloadProofFromBytes(new Uint8Array(bytes));
  } catch {
    return null;
  }
}

/** The vault key out of what storage gave back; null when that is no such record, was changed, or needs another half. */
export async function unwrapForDevice(record: unknown, half: KeyHalf): Promise<VaultKey | null> {
  if (!isDeviceRecord(record)) return null;
  try {
    const both = await crypto.subtle.decrypt(
      parameters(record.iv, "device"),
      record.wrappingKey,
      record.wrapped,
    );
    const [innerIv, inner] = [both.slice(0, IV_BYTES), both.slice(IV_BYTES)];
    const bytes = await crypto.subtle.decrypt(
      parameters(new Uint8Array(innerIv), "half"),
      await keyOf(half),
      inner,
    );
    return vaultKeyFromBytes(new Uint8Array(bytes));
  } catch {
    return null;
  }
}

const newIv = (): Bytes => crypto.getRandomValues(new Uint8Array(IV_BYTES));

/** The key that a half stands for. It cannot be exported either. */
function keyOf(half: KeyHalf): Promise<CryptoKey> {
  const bits = new Uint8Array(derive(keyBytes(half), "device-wrap"));
  return crypto.subtle.importKey("raw", bits, AES.name, false, ["encrypt", "decrypt"]);
}

function isDeviceRecord(record: unknown): record is DeviceRecord {
  if (typeof record !== "object" || record === null) return false;
  if (!("wrappingKey" in record && "iv" in record && "wrapped" in record)) return false;
  const { wrappingKey, iv, wrapped } = record;
  return wrappingKey instanceof CryptoKey && iv instanceof Uint8Array && wrapped instanceof Uint8Array;
}
