import { toBase64Url } from "./base64url";
import { type Brand, derive, deriveRecoveryKey, type RecoveryKey } from "./keys";

/** A recovery code in the one spelling that keys are derived from: 26 characters, a dash after every five. */
export type RecoveryCode = Brand<string, "RecoveryCode">;

/** Crockford's base 32: no I, L, O or U, so nothing is misread and no word appears by accident. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS = 26;
/** Far more than any spelling of a code needs; a whole pasted page is turned away before it is worked on. */
const MAX_TYPED = 200;

const grouped = (characters: string) => characters.replace(/.{5}(?=.)/g, "$&-") as RecoveryCode;

/** A new code of 130 random bits. */
export function newRecoveryCode(): RecoveryCode {
  const bytes = crypto.getRandomValues(new Uint8Array(CHARACTERS));
  // 256 is a multiple of 32, so each character is equally likely.
  return grouped(Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join(""));
}

/**
 * The code that a person meant: case, spaces and dashes are of no account, O is read as 0, I and L as 1. Null when
 * there are not 26 characters or one of them is not in the alphabet.
 */
export function normaliseRecoveryCode(typed: string): RecoveryCode | null {
  if (typed.length > MAX_TYPED) return null;
  const characters = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(characters) ? grouped(characters) : null;
}

/** What proves to the server that one holds the code: 43 characters. The code and its key cannot be told from it. */
export const recoveryAuth = (code: RecoveryCode): string =>
  toBase64Url(derive(material(code), "recovery-auth"));

/** The key of the recovery slot. */
export const recoveryKey = (code: RecoveryCode): RecoveryKey => deriveRecoveryKey(material(code));

const material = (code: RecoveryCode) => new TextEncoder().encode(code);
