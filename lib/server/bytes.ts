import "server-only";
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { AppError } from "./errors";

/** A fresh id: 128 random bits in base64url. */
export function newId(): string {
  return randomBytes(16).toString("base64url");
}

/** Bytes as the contract carries them: base64url without padding. */
export function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
}

/**
 * Gives the memory of bytes back at once that nobody reads any more. Next.js holds what a request touched until a full collection,
 * which comes seldom, and hundreds of vaults that were read would lie about until then.
 */
export function release({ buffer, byteLength }: Uint8Array): void {
  // A driver's buffer may hold more than these bytes.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) {
    structuredClone(buffer, { transfer: [buffer] });
  }
}

/** Like `toText`, for bytes that nobody reads afterwards. */
export function intoText(bytes: Uint8Array): string {
  const text = toText(bytes);
  release(bytes);
  return text;
}

/** The bytes of a text that the contract's shape already let through. Throws `bad_request` where it has no such length. */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  // One character left over holds six bits: no byte has so few.
  if (text.length % 4 === 1) throw new AppError("bad_request");
  return Buffer.from(text, "base64url");
}

/** SHA-256 in base64url. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("base64url");
}

/** HMAC-SHA-256 in base64url of several parts, told apart by their lengths. */
export function hmac(key: string, ...parts: string[]): string {
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
}

/** Whether two texts are the same, in a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
