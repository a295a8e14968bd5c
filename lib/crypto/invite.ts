import { scryptAsync } from "@noble/hashes/scrypt.js";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromBase64Url, toBase64Url } from "./base64url";
import {
  type InviteKey,
  isId,
  keyBytes,
  newId,
  newInviteKey,
  newPairKey,
  type PairKey,
  parseInviteKey,
  parsePairKey,
} from "./keys";
import { type OpenFailure, open, type SealedBytes, seal } from "./seal";
import { wordsFromBytes } from "./words";

/** What the maker of an invite keeps until somebody accepts it. Belongs in the vault: it holds a private key. */
export interface Invite {
  id: string;
  /** Shows that whoever accepted held the link. */
  secret: InviteKey;
  /** An age identity. It never leaves the maker, so a link that leaks later does not give the pair key away. */
  identity: string;
  recipient: string;
}

/** What a link tells the one who opens it. No name, neither theirs nor the maker's. */
export type InviteFromLink = Pick<Invite, "id" | "secret" | "recipient">;

const FRAGMENT_VERSION = "1";
const MAX_PASTED = 4096;
/** An X25519 recipient and no other sort: Debian's age cannot read the rest. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
const IDENTITY = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/;

// One invite is accepted once.
const VERSION = 1;

/** Whose sheet or acceptance something is, on an invite or link: the `owner` of its context. */
export const seatOwner = (id: string, seat: "maker" | "accepter"): string => `${id}:${seat}`;

const acceptanceOf = (id: string) =>
  ({ owner: seatOwner(id, "accepter"), kind: "acceptance", name: id }) as const;

/** A new invite. Its id goes to the server, the rest does not. */
export async function createInvite(): Promise<Invite> {
  // By its full name: generateIdentity may one day make a sort that Debian's age cannot read.
  const identity = await generateX25519Identity();
  return { id: newId(), secret: newInviteKey(), identity, recipient: await identityToRecipient(identity) };
}

/** An invite that was stored as JSON; null when it is none. */
export function parseInvite(value: unknown): Invite | null {
  if (typeof value !== "object" || value === null) return null;
  if (!("id" in value && "secret" in value && "identity" in value && "recipient" in value)) return null;
  const { id, identity, recipient } = value;
  const secret = parseInviteKey(value.secret);
  if (!secret || !isId(id)) return null;
  if (typeof identity !== "string" || !IDENTITY.test(identity)) return null;
  if (typeof recipient !== "string" || !RECIPIENT.test(recipient)) return null;
  return { id, secret, identity, recipient };
}

/** What follows the # in an invite's link. Browsers do not send it to any server. */
export const inviteFragment = ({ id, secret, recipient }: InviteFromLink): string =>
  [FRAGMENT_VERSION, id, secret, recipient].join("~");

/**
 * Reads an invite from a fragment, with or without its #, or from a whole pasted link, also where a messenger broke the
 * line or wrote ~ as %7E. Null when it is no invite of this version, or its recipient is no key to encrypt to.
 */
export async function parseInviteFragment(text: string): Promise<InviteFromLink | null> {
  if (text.length > MAX_PASTED) return null;
  const fragment = text
    .slice(text.indexOf("#") + 1)
    .replace(/\s/g, "")
    .replace(/%7e/gi, "~");
  const [version, id, secretText, recipient, ...rest] = fragment.split("~");
  const secret = parseInviteKey(secretText);
  if (version !== FRAGMENT_VERSION || rest.length > 0 || !isId(id) || !secret) return null;
  if (!recipient || !RECIPIENT.test(recipient) || !(await canEncryptTo(recipient))) return null;
  return { id, secret, recipient };
}

/** A recipient can be well spelt and still have a wrong checksum or be no usable point: age only says so by throwing. */
async function canEncryptTo(recipient: string) {
  try {
    await encryptTo(recipient, new Uint8Array());
    return true;
  } catch {
    return false;
  }
}

function encryptTo(recipient: string, bytes: Uint8Array) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

/**
 * Makes the pair key and seals it for the maker: inside for the maker's identity alone, outside under the link's
 * secret, which shows that it was made by somebody who held the link. Throws for an invite that did not come from
 * parseInviteFragment.
 */
export async function acceptInvite(
  invite: InviteFromLink,
): Promise<{ pairKey: PairKey; acceptance: SealedBytes }> {
  const pairKey = newPairKey();
  const forMaker = toBase64Url(await encryptTo(invite.recipient, keyBytes(pairKey)));
  const context = { ...acceptanceOf(invite.id), version: VERSION };
  return { pairKey, acceptance: await seal(invite.secret, context, { forMaker }) };
}

/**
 * The maker's side: the pair key out of an acceptance, or why not. `cannot_open` is what a server gets that makes up
 * an acceptance of its own.
 */
export async function openAcceptance(
  invite: Invite,
  bytes: Uint8Array,
): Promise<{ ok: true; pairKey: PairKey } | { ok: false; reason: OpenFailure }> {
  const opened = await open(invite.secret, { ...acceptanceOf(invite.id), atLeast: VERSION }, bytes);
  if (!opened.ok) return opened;
  const pairKey = await openForMaker(invite.identity, opened.body);
  return pairKey ? { ok: true, pairKey } : { ok: false, reason: "cannot_open" };
}

async function openForMaker(identity: string, body: unknown): Promise<PairKey | null> {
  const forMaker = typeof body === "object" && body !== null && "forMaker" in body ? body.forMaker : null;
  const bytes = typeof forMaker === "string" ? fromBase64Url(forMaker) : null;
  if (!bytes) return null;
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
    return parsePairKey(toBase64Url(await decrypter.decrypt(bytes)));
  } catch {
    return null;
  }
}

const PAIR_WORDS = 4;

/**
 * Four words that are the same on both sides when nobody stands between them. Somebody in possession of the link could
 * try pair keys until their words come out alike. Four words are 43 bits, minutes of work with a plain hash; scrypt
 * takes that far beyond an invite's 48 hours, for a third of a second here.
 */
export async function pairWords(pairKey: PairKey): Promise<string[]> {
  const dkLen = PAIR_WORDS * 8;
  return wordsFromBytes(
    await scryptAsync(keyBytes(pairKey), "stile/v1/pair-words", { N: 2 ** 15, r: 8, p: 1, dkLen }),
  );
}
