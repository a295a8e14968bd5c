import * as z from "zod/mini";
import { HANDLE } from "./handle";

const BASE64URL = /^[A-Za-z0-9_-]+$/;
/** Text in base64url of exactly so many characters. */
const text = (length: number) => z.string().check(z.length(length), z.regex(BASE64URL));

/** base64url without padding, at most `maxBytes` of content. Carries sealed bytes in JSON. */
export const sealedText = (maxBytes: number) =>
  z.string().check(z.minLength(1), z.maxLength(Math.ceil((maxBytes * 4) / 3)), z.regex(BASE64URL));

/** Characters of an id: 128 bits in base64url. */
export const ID_LENGTH = 22;

/** An id made by a client or the server: 128 random bits in base64url. */
export const randomId = text(ID_LENGTH);

/** Characters of 256 bits in base64url. */
const BITS_256_LENGTH = 43;

/** A key's half, a secret or an HMAC-SHA-256: 256 bits in base64url. */
export const bits256 = text(BITS_256_LENGTH);

/** A vault document's blinded name: an HMAC-SHA-256. */
export const blindName = text(BITS_256_LENGTH);

/** An id, and the server's HMAC over it: what only the server can have given out. */
export const idWithMac = text(ID_LENGTH + BITS_256_LENGTH);

/** What a person signs in with: not an e-mail address, no name asked for. Lower case after normalising. */
export const handle = z.string().check(z.trim(), z.toLowerCase(), z.regex(HANDLE));

/** OPAQUE messages are base64url and well under 4 KiB. */
export const opaqueMessage = z.string().check(z.minLength(16), z.maxLength(4096), z.regex(BASE64URL));

/** A moment in milliseconds since 1970, between 2020 and 2200. */
export const moment = z.int().check(z.gte(1_577_836_800_000), z.lte(7_258_118_400_000));

/** A document's version: 1 on first write. */
export const version = z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER));
