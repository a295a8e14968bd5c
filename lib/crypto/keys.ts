import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64Url, toBase64Url } from "./base64url";

declare const brand: unique symbol;
/** A value that only the module which checked or made it can hand out. It costs nothing when the program runs. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

/** Opens everything in one person's vault. */
export type VaultKey = Brand<string, "VaultKey">;
/** Opens the two sheets of one link; both partners hold it. */
export type PairKey = Brand<string, "PairKey">;
/** Opens the passphrase slot: derived from what OPAQUE gives back for the right passphrase. */
export type SlotKey = Brand<string, "SlotKey">;
/** Opens the recovery slot: derived from the recovery code. */
export type RecoveryKey = Brand<string, "RecoveryKey">;
/** Travels in an invite's link and opens nothing but the acceptance. */
export type InviteKey = Brand<string, "InviteKey">;
/** Half of what wraps the copy of a vault key on a device. It rests with the server and opens nothing by itself. */
export type KeyHalf = Brand<string, "KeyHalf">;
/** 256 bits in base64url, 43 characters. */
export type Key = VaultKey | PairKey | SlotKey | RecoveryKey | InviteKey | KeyHalf;

/**
 * Every use of key derivation has a label of its own, so that no two uses share a key. A label is part of the stored
 * format: changing one makes what was stored under it unreadable.
 */
type Label =
  | "access"
  | "blind-name"
  | "device-wrap"
  | "passphrase-slot"
  | "recovery-slot"
  | "recovery-auth"
  | `reload-proof/${KeyHalf}`;

const KEY_BYTES = 32;
const ID_BYTES = 16;

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** The one place where a string becomes a key. */
function mint<K extends Key>(bytes: Uint8Array): K {
  if (bytes.length !== KEY_BYTES) throw new RangeError("A key is 32 bytes");
  return toBase64Url(bytes) as K;
}

function parse<K extends Key>(value: unknown): K | null {
  const bytes = typeof value === "string" ? fromBase64Url(value) : null;
  return bytes?.length === KEY_BYTES ? mint<K>(bytes) : null;
}

/** A new random vault key. */
export const newVaultKey = (): VaultKey => mint(random(KEY_BYTES));
/** A new random pair key. */
export const newPairKey = (): PairKey => mint(random(KEY_BYTES));
/** A new random invite key. */
export const newInviteKey = (): InviteKey => mint(random(KEY_BYTES));
/** A new random half for the copy on a device. */
export const newKeyHalf = (): KeyHalf => mint(random(KEY_BYTES));

/** A vault key that was stored as text or read out of JSON; null when it is not 256 bits in base64url. */
export const parseVaultKey = (value: unknown): VaultKey | null => parse(value);
/** As parseVaultKey, for a pair key. */
export const parsePairKey = (value: unknown): PairKey | null => parse(value);
/** As parseVaultKey, for an invite key. */
export const parseInviteKey = (value: unknown): InviteKey | null => parse(value);
/** As parseVaultKey, for the half that the server gives out. */
export const parseKeyHalf = (value: unknown): KeyHalf | null => parse(value);

/** The 32 bytes of a vault key, for wrapping it. */
export const vaultKeyBytes = (key: VaultKey): Uint8Array<ArrayBuffer> => keyBytes(key);
/** A vault key from its 32 bytes. Throws RangeError for any other length. */
export const vaultKeyFromBytes = (bytes: Uint8Array): VaultKey => mint(bytes);

/** The 32 bytes behind any key. Throws TypeError when the text is no key: only a cast can bring that about. */
export function keyBytes(key: Key): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(key);
  if (bytes?.length !== KEY_BYTES) throw new TypeError("Not a key: 256 bits in base64url are wanted");
  return bytes;
}

/** HKDF-SHA-256 of secret material that already holds 128 bits or more: 32 bytes for the use that `label` names. */
export function derive(material: Uint8Array, label: Label): Uint8Array {
  return hkdf(sha256, material, undefined, new TextEncoder().encode(`stile/v1/${label}`), KEY_BYTES);
}

/** As derive, minted as the slot key of a passphrase. */
export const deriveSlotKey = (material: Uint8Array): SlotKey => mint(derive(material, "passphrase-slot"));
/** As derive, minted as the slot key of a recovery code. */
export const deriveRecoveryKey = (material: Uint8Array): RecoveryKey =>
  mint(derive(material, "recovery-slot"));

/** A new random id: 128 bits in base64url, 22 characters. It says nothing about when or by whom it was made. */
export const newId = (): string => toBase64Url(random(ID_BYTES));

/** Whether a value is spelt like an id. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && fromBase64Url(value)?.length === ID_BYTES;
