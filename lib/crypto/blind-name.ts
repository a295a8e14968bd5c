import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { toBase64Url } from "./base64url";
import { derive, keyBytes, type VaultKey } from "./keys";
import { type Opened, open } from "./seal";

/**
 * The name that the server files a vault document under: HMAC-SHA-256 in base64url, 43 characters. The same name gives
 * the same result under one vault key and an unrelated one under another, so a host learns neither names nor which
 * two people keep the same documents. Never throws for a real key.
 */
export function blindName(vaultKey: VaultKey, name: string): string {
  const nameKey = derive(keyBytes(vaultKey), "blind-name");
  return toBase64Url(hmac(sha256, nameKey, new TextEncoder().encode(name)));
}

/**
 * Opens one of a person's own vault documents by the name the server files it under. Its real name comes back with
 * it; `wrong_context` when that is not the one which blinds to `blindedName` (the server swapped two documents).
 */
export function openVaultDocument(
  vaultKey: VaultKey,
  expected: { owner: string; blindedName: string; atLeast: number },
  bytes: Uint8Array,
): Promise<Opened> {
  const { owner, blindedName, atLeast } = expected;
  const name = (opened: string) => blindName(vaultKey, opened) === blindedName;
  return open(vaultKey, { owner, kind: "vault-document", name, atLeast }, bytes);
}
