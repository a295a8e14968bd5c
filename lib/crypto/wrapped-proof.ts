import { fromBase64Url, toBase64Url } from "./base64url";
import { type DeviceRecord, isDeviceRecord, newIv, parameters } from "./device-copy";
import type { Brand } from "./keys";

/*
 * The proof of a reload (reload-proof.ts) as it rests on the device. It stands by itself, with the browser's own cryptography alone:
 * it is asked for before the rest of the program is there (lib/client/engine/early.ts).
 */

/** Proves knowledge of a vault key for as long as one half is in force: 256 bits in base64url, 43 characters. */
export type ReloadProof = Brand<string, "ReloadProof">;

const PROOF_BYTES = 32;

/** A proof out of its 32 bytes. Throws RangeError for any other length. */
export function proofOf(bytes: Uint8Array): ReloadProof {
  if (bytes.length !== PROOF_BYTES) throw new RangeError("A proof is 32 bytes");
  return toBase64Url(bytes) as ReloadProof;
}

/** Wraps a proof under the key of a device. */
export async function wrapProof(wrappingKey: CryptoKey, proof: ReloadProof): Promise<DeviceRecord["proof"]> {
  const iv = newIv();
  const bytes = fromBase64Url(proof) ?? new Uint8Array();
  const wrapped = await crypto.subtle.encrypt(parameters(iv, "proof"), wrappingKey, bytes);
  return { iv, wrapped: new Uint8Array(wrapped) };
}

/** The proof out of what storage gave back; null where there is none, as in a record of an earlier program, or it was changed. */
export async function proofOnDevice(record: unknown): Promise<ReloadProof | null> {
  if (!isDeviceRecord(record) || record.proof === undefined) return null;
  const { wrappingKey, proof } = record;
  try {
    const bytes = await crypto.subtle.decrypt(parameters(proof.iv, "proof"), wrappingKey, proof.wrapped);
    return proofOf(new Uint8Array(bytes));
  } catch {
    return null;
  }
}
