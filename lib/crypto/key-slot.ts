import { parseVaultKey, type RecoveryKey, type SlotKey, type VaultKey } from "./keys";
import { type OpenFailure, open, type SealedBytes, seal } from "./seal";

/** Which secret opens a slot: the passphrase (through OPAQUE) or the recovery code. */
export type SlotHolder = { name: "passphrase"; key: SlotKey } | { name: "recovery"; key: RecoveryKey };

// A slot is never rewritten under the same key (a new passphrase or code is a new key), so there is no second version.
const VERSION = 1;

/** Seals the vault key of the account `owner` so that `holder` can open it. */
export function sealSlot(holder: SlotHolder, owner: string, vaultKey: VaultKey): Promise<SealedBytes> {
  return seal(holder.key, { owner, kind: "key-slot", name: holder.name, version: VERSION }, { vaultKey });
}

/** The vault key out of a slot, or why not; `cannot_open` also when what it holds is no vault key. */
export async function openSlot(
  holder: SlotHolder,
  owner: string,
  bytes: Uint8Array,
): Promise<{ ok: true; vaultKey: VaultKey } | { ok: false; reason: OpenFailure }> {
  const expected = { owner, kind: "key-slot", name: holder.name, atLeast: VERSION } as const;
  const opened = await open(holder.key, expected, bytes);
  if (!opened.ok) return opened;
  const { body } = opened;
  const held = typeof body === "object" && body !== null && "vaultKey" in body ? body.vaultKey : null;
  const vaultKey = parseVaultKey(held);
  return vaultKey ? { ok: true, vaultKey } : { ok: false, reason: "cannot_open" };
}
