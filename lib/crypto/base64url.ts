const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const INVALID = 0xff;

const codeOfValue = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const valueOfCode = new Uint8Array(128).fill(INVALID);
for (const [value, code] of codeOfValue.entries()) valueOfCode[code] = value;

/** Bytes to base64url without padding. Takes MiBs in one go: sealed documents travel in JSON. Never throws. */
export function toBase64Url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  const put = (at: number, value: number) => {
    codes[at] = codeOfValue[value & 63] ?? 0;
  };
  let to = 0;
  let from = 0;
  for (; from + 2 < bytes.length; from += 3, to += 4) {
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    put(to, group >> 18);
    put(to + 1, group >> 12);
    put(to + 2, group >> 6);
    put(to + 3, group);
  }
  const left = bytes.length - from;
  if (left > 0) {
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8);
    put(to, group >> 18);
    put(to + 1, group >> 12);
    if (left === 2) put(to + 2, group >> 6);
  }
  return new TextDecoder().decode(codes);
}

/**
 * Base64url without padding to bytes. Returns null for anything but the one canonical spelling: padding, white space,
 * other characters, an impossible length, or left-over bits that are not zero.
 */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let to = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const value = valueOfCode[text.charCodeAt(at)] ?? INVALID;
    if (value === INVALID) return null;
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[to++] = held >> bits;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}
