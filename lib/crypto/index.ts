/**
 * All of Stile's cryptography: age files, OPAQUE's client side, and what joins them. Nothing outside this folder names
 * either. It runs in a browser's worker and in Node, touches no page, network or storage, and keeps no state.
 *
 * Keys
 *
 *     passphrase ─ OPAQUE ─ HKDF → SlotKey ──────┐
 *                                                ├─ each seals one key slot, which holds the VaultKey
 *     recovery code ─ HKDF ──────→ RecoveryKey ──┘
 *                   └ HKDF ──────→ recoveryAuth, the proof that the server checks
 *
 *     VaultKey, random ─ seals every vault document
 *                      ├ HKDF → subkey of blindName
 *                      ├ HKDF → the secret that proves to the server, by OPAQUE, that the vault is open
 *                      ├ HKDF, with a KeyHalf → ReloadProof, which gets a reload its token while that half is in force
 *                      └ wrapped under a KeyHalf, random, which rests with the server,
 *                        and once more under a non-extractable AES-GCM key → DeviceRecord
 *
 *     InviteKey, random, in the link ─ seals the acceptance, which holds (encrypted to the maker once more) the PairKey
 *     PairKey, random ─ seals the sheets of one link; scrypt of it gives the words that two people compare
 *
 * Strings and bytes
 *
 * Keys, ids and blinded names are strings in base64url without padding (keys and blinded names 43 characters, ids 22).
 * What is sealed is bytes; toBase64Url and fromBase64Url take it into JSON and out. Keys are branded: one cannot be
 * passed for another, and a string becomes a key only by being parsed. A string cannot be wiped from memory, so to
 * lock is to drop the worker that holds it.
 *
 * Contexts
 *
 *     kind             owner                     name                       version
 *     vault-document   the account's id          the document's real name   the server's, 1 on first write
 *     sheet-page       seatOwner(link id, seat)  a random id of its own     0
 *     sheet-rest       seatOwner(link id, seat)  a random id of its own     0
 *     key-slot         the account's id          passphrase or recovery     1
 *     acceptance       seatOwner(invite id, …)   the invite's id            1
 *
 * Errors
 *
 * What comes from a person, a server or storage is answered with null or `{ ok: false, reason }`. What throws is a bug
 * or a browser that lacks something.
 */
export { beginAccess, beginAccessRegistration, finishAccess, finishAccessRegistration } from "./access";
export { beginRegistration, beginSignIn, finishRegistration, finishSignIn, prepareAccount } from "./account";
export { fromBase64Url, toBase64Url } from "./base64url";
export { blindName, openVaultDocument } from "./blind-name";
export { unwrapForDevice, wrapForDevice } from "./device-wrap";
export { fingerprint } from "./fingerprint";
export {
  acceptInvite,
  createInvite,
  inviteFragment,
  openAcceptance,
  pairWords,
  parseInvite,
  parseInviteFragment,
  seatOwner,
} from "./invite";
export { openSlot, sealSlot } from "./key-slot";
export {
  isId,
  type KeyHalf,
  newId,
  newKeyHalf,
  newPairKey,
  newVaultKey,
  type PairKey,
  parseKeyHalf,
  parsePairKey,
  parseVaultKey,
  type SlotKey,
  type VaultKey,
} from "./keys";
export { isSuggested, normalisePassphrase, signInSpellings, suggestPassphrase } from "./passphrase";
export {
  newRecoveryCode,
  normaliseRecoveryCode,
  type RecoveryCode,
  recoveryAuth,
  recoveryKey,
} from "./recovery";
export { reloadProof, verifierOf } from "./reload-proof";
export { MIN_PAGE_BYTES, open, type SealedBytes, seal } from "./seal";
export { randomWords } from "./words";
