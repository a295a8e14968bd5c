/*
 * JSON with bytes behind it, so that sealed documents travel as they are: base64 would make each a third larger. First the length
 * of the JSON in four bytes, the highest first; then the JSON, {head, lengths}; then the pieces, one after the other.
 */

/** The type of a body that is packed. */
export const PACKED_TYPE = "application/octet-stream";

/** A head, as JSON can hold it, and the pieces that belong to it. `head` is not checked: give it to a schema. */
export type Packed = { readonly head: unknown; readonly pieces: readonly Uint8Array[] };

/** How many bytes the length of the JSON takes. */
const LENGTH_BYTES = 4;

/** Packs a head with its pieces. */
export function pack(head: object, pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(
    JSON.stringify({ head, lengths: pieces.map(({ byteLength }) => byteLength) }),
  );
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, json.length);
  return joined([length, json, ...pieces]);
}

/** Pieces, one after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.byteLength;
  }
  return all;
}

/**
 * Takes apart what was packed; null for anything else. The pieces are views of `body`.
 * @param parse reads the JSON; throws or gives anything for what is none
 */
export function unpack(body: Uint8Array, parse: (json: string) => unknown = JSON.parse): Packed | null {
  if (body.byteLength < LENGTH_BYTES) return null;
  const end = LENGTH_BYTES + new DataView(body.buffer, body.byteOffset).getUint32(0);
  if (end > body.byteLength) return null;
  const read = parsed(body.subarray(LENGTH_BYTES, end), parse);
  if (read === null) return null;
  const pieces: Uint8Array[] = [];
  let at = end;
  for (const length of read.lengths) {
    if (!Number.isSafeInteger(length) || length < 0 || at + length > body.byteLength) return null;
    pieces.push(body.subarray(at, at + length));
    at += length;
  }
  return at === body.byteLength ? { head: read.head, pieces } : null;
}

function parsed(
  bytes: Uint8Array,
  parse: (json: string) => unknown,
): { head: unknown; lengths: number[] } | null {
  let read: unknown;
  try {
    read = parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  if (typeof read !== "object" || read === null || !("head" in read) || !("lengths" in read)) return null;
  if (Object.keys(read).length !== 2) return null;
  const { head, lengths } = read;
  if (!Array.isArray(lengths) || !lengths.every((length) => typeof length === "number")) return null;
  return { head, lengths };
}
