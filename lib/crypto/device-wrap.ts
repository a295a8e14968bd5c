import { AES, type DeviceRecord, IV_BYTES, isDeviceRecord, newIv, parameters } from "./device-copy";
import { derive, type KeyHalf, keyBytes, type VaultKey, vaultKeyBytes, vaultKeyFromBytes } from "./keys";
import { reloadProof } from "./reload-proof";
import { wrapProof } from "./wrapped-proof";

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

/** The key that a half stands for. It cannot be exported either. */
function keyOf(half: KeyHalf): Promise<CryptoKey> {
  const bits = new Uint8Array(derive(keyBytes(half), "device-wrap"));
  return crypto.subtle.importKey("raw", bits, AES.name, false, ["encrypt", "decrypt"]);
}
