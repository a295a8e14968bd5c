import { Decrypter, Encrypter } from "age-encryption";
import { type Brand, type Key, keyBytes } from "./keys";

/** What a sealed body is. The kinds never mix: bytes sealed as one are refused as another. */
export type Kind = "vault-document" | "sheet-page" | "sheet-rest" | "key-slot" | "acceptance";

/** Where a sealed body belongs. It is sealed in with the body, so whoever stores the bytes cannot move them. */
export interface Context {
  /** Whose it is: an account's id, or a seat (see seatOwner). */
  owner: string;
  kind: Kind;
  /** Which one, among those of this owner and kind. */
  name: string;
  /** A safe integer, 0 or more, that never goes down for the same name. */
  version: number;
}

/** What the opener knows beforehand. `atLeast` is the highest version this device has seen; 0 when none. */
export interface Expected {
  owner: string;
  kind: Kind;
  /** The name, or a check of it where the name is only known once opened. */
  name: string | ((name: string) => boolean);
  atLeast: number;
}

/** An age file made by `seal`: the only bytes of a person's that may leave the device. */
export type SealedBytes = Brand<Uint8Array, "SealedBytes">;

/**
 * - cannot_open: another key, changed bytes, or no sealed file at all. Which of these cannot be told.
 * - wrong_context: authentic, but it belongs to another owner, kind or name: somebody moved it.
 * - older_than_seen: authentic and in its place, but this device has seen a later one: somebody put an old one back.
 */
export type OpenFailure = "cannot_open" | "wrong_context" | "older_than_seen";

export type Opened =
  | { ok: true; name: string; version: number; body: unknown }
  | { ok: false; reason: OpenFailure };

/** Smallest padded size. All others are this one doubled, so a size tells little about what is inside. */
export const MIN_SEALED_BYTES = 4096;
/** A sheet page is never smaller: a single shared line looks like an empty page, and both like a page of forty. */
export const MIN_PAGE_BYTES = 16 * 1024;

const SPACE = 0x20;

/**
 * The key is 256 random bits, not a person's passphrase: there is nothing to guess, so the slow derivation which age
 * applies to passphrases would cost each open a second and add nothing. 1 is the least that age allows.
 */
const WORK_FACTOR = 1;

/**
 * How every file made by `seal` begins. Checked before age sees a byte, because age would obey a stranger's work
 * factor of up to 20, and that is a gibibyte of memory.
 */
const HEADER = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 1\n/;
const HEADER_PREFIX_BYTES = 64;

/**
 * Seals a JSON body together with its context into an ordinary age file in passphrase mode, padded to 4 KiB doubled as
 * often as needed. Symmetric on purpose: both holders of a pair key could have made it, so it is authentic between
 * the two and proves nothing to anybody else.
 *
 * @param minBytes smallest padded size, itself 4 KiB doubled any number of times.
 * @throws TypeError or RangeError for what only a bug can bring: no key, a version that is no safe integer from 0,
 * a body that JSON cannot hold, a minimum that is no bucket.
 */
export async function seal(
  key: Key,
  context: Context,
  body: unknown,
  { minBytes = MIN_SEALED_BYTES }: { minBytes?: number } = {},
): Promise<SealedBytes> {
  keyBytes(key);
  if (!isVersion(context.version)) throw new RangeError("A version is a safe integer, 0 or more");
  if (body === undefined) throw new TypeError("There is no body to seal");
  if (!Number.isInteger(Math.log2(minBytes / MIN_SEALED_BYTES)) || minBytes < MIN_SEALED_BYTES) {
    throw new RangeError("The minimum is 4096 doubled any number of times");
  }
  const { owner, kind, name, version } = context;
  const text = new TextEncoder().encode(JSON.stringify({ context: { owner, kind, name, version }, body }));
  let size = minBytes;
  while (size < text.length) size *= 2;
  // JSON allows trailing spaces, so the padding needs no format of its own.
  const padded = new Uint8Array(size).fill(SPACE);
  padded.set(text);

  const encrypter = new Encrypter();
  encrypter.setPassphrase(key);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return (await encrypter.encrypt(padded)) as SealedBytes;
}

/**
 * Opens what `seal` made and checks that it is what was asked for. Whatever the bytes are, it answers and does not
 * throw. The body is authentic but not validated: give it to a schema before use.
 */
export async function open(key: Key, expected: Expected, bytes: Uint8Array): Promise<Opened> {
  const sealed = await decrypt(key, bytes);
  if (!sealed) return { ok: false, reason: "cannot_open" };
  const { owner, kind, name, version } = sealed.context;
  const named = typeof expected.name === "string" ? name === expected.name : expected.name(name);
  if (owner !== expected.owner || kind !== expected.kind || !named) {
    return { ok: false, reason: "wrong_context" };
  }
  if (version < expected.atLeast) return { ok: false, reason: "older_than_seen" };
  return { ok: true, name, version, body: sealed.body };
}

async function decrypt(key: Key, bytes: Uint8Array) {
  keyBytes(key);
  if (!HEADER.test(new TextDecoder("latin1").decode(bytes.subarray(0, HEADER_PREFIX_BYTES)))) return null;
  const decrypter = new Decrypter();
  decrypter.addPassphrase(key);
  try {
    const plain = await decrypter.decrypt(bytes);
    return narrow(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain)));
  } catch {
    // age, UTF-8 and JSON throw only for what the bytes hold, and all of that means the same to the caller.
    return null;
  }
}

/** The context as it was sealed: `kind` may be one that this version of the program does not know. */
function narrow(sealed: unknown) {
  if (!isRecord(sealed) || !("body" in sealed) || !isRecord(sealed.context)) return null;
  const { owner, kind, name, version } = sealed.context;
  if (typeof owner !== "string" || typeof kind !== "string" || typeof name !== "string") return null;
  if (!isVersion(version)) return null;
  return { context: { owner, kind, name, version }, body: sealed.body };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
