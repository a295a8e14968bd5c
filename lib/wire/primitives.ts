import { z } from "zod";

/** base64url without padding, at most `maxBytes` of content. Carries sealed bytes in JSON. */
export const sealedText = (maxBytes: number) =>
  z
    .string()
    .min(1)
    .max(Math.ceil((maxBytes * 4) / 3))
    .regex(/^[A-Za-z0-9_-]+$/);

/** An id made by a client or the server: 128 random bits in base64url. */
export const randomId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** A vault document's blinded name: HMAC-SHA-256 in base64url. */
export const blindName = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What a person signs in with: not an e-mail address, no name asked for. Lower case after normalising. */
export const handle = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,30}[a-z0-9])$/);

/** OPAQUE messages are base64url and well under 4 KiB. */
export const opaqueMessage = z
  .string()
  .min(16)
  .max(4096)
  .regex(/^[A-Za-z0-9_-]+$/);

/** A moment in milliseconds since 1970, between 2020 and 2200. */
export const moment = z.number().int().min(1_577_836_800_000).max(7_258_118_400_000);

/** A document's version: 1 on first write. */
export const version = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
