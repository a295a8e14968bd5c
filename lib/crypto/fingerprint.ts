import { sha256 } from "@noble/hashes/sha2.js";
import { toBase64Url } from "./base64url";

/** 72 bits: a list of some hundred stays short, and nobody finds another text for one of them by chance. */
const FINGERPRINT_BYTES = 9;

/** A short fingerprint of a text, 12 characters. It hides nothing that can be guessed. */
export const fingerprint = (text: string): string =>
  toBase64Url(sha256(new TextEncoder().encode(text)).subarray(0, FINGERPRINT_BYTES));
