import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64Url, toBase64Url } from "./base64url";
import { derive, type KeyHalf, keyBytes, type VaultKey } from "./keys";
import { proofOf, type ReloadProof } from "./wrapped-proof";

/*
 * What a reload proves with that it holds the key of a copy: made of the vault key and the half that is in force, so that it is
 * worth nothing once that half is gone. It opens nothing. docs/decisions/038.
 */

/**
 * The proof for a vault key and a half: the same on every tab. The half goes into what HKDF expands and not into its salt, which
 * nobody else may choose: the half comes from the server.
 */
export const reloadProof = (key: VaultKey, half: KeyHalf): ReloadProof =>
  proofOf(derive(keyBytes(key), `reload-proof/${half}`));

/** What a proof is checked by: its SHA-256, base64url. Nothing can be proven with it. */
export function verifierOf(proof: ReloadProof): string {
  const bytes = fromBase64Url(proof);
  if (bytes === null) throw new TypeError("Not a proof: base64url is wanted");
  return toBase64Url(sha256(bytes));
}
