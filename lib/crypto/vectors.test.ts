import { readFileSync } from "node:fs";
import { ready, server } from "@serenity-kit/opaque";
import { expect, test } from "vitest";
import vectors from "../../tests/vectors/crypto/vectors.json";
import { beginAccess, finishAccess } from "./access";
import { beginSignIn, finishSignIn, SUITE } from "./account";
import { blindName, openVaultDocument } from "./blind-name";
import {
  inviteFragment,
  openAcceptance,
  pairWords,
  parseInvite,
  parseInviteFragment,
  seatOwner,
} from "./invite";
import { openSlot } from "./key-slot";
import { parsePairKey, parseVaultKey } from "./keys";
import { normaliseRecoveryCode, recoveryAuth, recoveryKey } from "./recovery";
import { open } from "./seal";

// What a released version sealed must always open. A failure here is a format that changed, not a vector to renew.

const sealedIn = ({ file }: { file: string }) =>
  Uint8Array.from(readFileSync(new URL(`../../tests/vectors/crypto/${file}`, import.meta.url)));

/** A vector is well formed or the test is wrong. */
function given<Value>(value: Value | null): Value {
  if (value === null) throw new Error("The vector does not parse");
  return value;
}

test("a vault document opens by its blinded name", async () => {
  const { vaultKey, owner, name, blindedName, version, body } = vectors.vaultDocument;
  const key = given(parseVaultKey(vaultKey));
  const expected = { owner, blindedName, atLeast: version };
  const opened = await openVaultDocument(key, expected, sealedIn(vectors.vaultDocument));
  expect(opened).toEqual({ ok: true, name, version, body });
});

test("a sheet page opens", async () => {
  const { pairKey, linkId, owner, name, version, body } = vectors.sheetPage;
  expect(seatOwner(linkId, "maker")).toBe(owner);
  const expected = { owner, kind: "sheet-page", name, atLeast: version } as const;
  const opened = await open(given(parsePairKey(pairKey)), expected, sealedIn(vectors.sheetPage));
  expect(opened).toEqual({ ok: true, name, version, body });
});

test("an account signs in and its passphrase slot opens", async () => {
  const { owner, passphrase, serverSetup, registrationRecord, slotKey, vaultKey } = vectors.passphraseSlot;
  expect(SUITE).toBe(vectors.suite);
  await ready;
  const begun = await beginSignIn(passphrase);
  const startLoginRequest = begun.request;
  const login = { serverSetup, userIdentifier: owner, registrationRecord, startLoginRequest };
  const finished = await finishSignIn(begun, server.startLogin(login).loginResponse);
  if (!finished.ok) throw new Error(finished.reason);
  expect(finished.slotKey).toBe(slotKey);
  const holder = { name: "passphrase", key: finished.slotKey } as const;
  expect(await openSlot(holder, owner, sealedIn(vectors.passphraseSlot))).toEqual({ ok: true, vaultKey });
});

test("a vault's key proves access to the record that was made of it", async () => {
  const { owner, accessRecord } = vectors.access;
  await ready;
  const begun = await beginAccess(given(parseVaultKey(vectors.vaultDocument.vaultKey)));
  const { loginResponse, serverLoginState } = server.startLogin({
    serverSetup: vectors.passphraseSlot.serverSetup,
    userIdentifier: owner,
    registrationRecord: accessRecord,
    startLoginRequest: begun.request,
  });
  const proof = await finishAccess(begun, loginResponse);
  if (!proof.ok) throw new Error(proof.reason);
  const { finishLoginRequest } = proof;
  expect(() => server.finishLogin({ serverLoginState, finishLoginRequest })).not.toThrow();
});

test("a recovery code gives its proof and opens its slot", async () => {
  const { owner, vaultKey, ...known } = vectors.recoverySlot;
  const code = given(normaliseRecoveryCode(known.code.toLowerCase()));
  expect(code).toBe(known.code);
  expect(recoveryAuth(code)).toBe(known.recoveryAuth);
  expect(recoveryKey(code)).toBe(known.recoveryKey);
  const holder = { name: "recovery", key: recoveryKey(code) } as const;
  expect(await openSlot(holder, owner, sealedIn(vectors.recoverySlot))).toEqual({ ok: true, vaultKey });
});

test("an invite's link reads, its acceptance opens, and the words are the same", async () => {
  const known = vectors.acceptance;
  const invite = given(parseInvite(known.invite));
  expect(inviteFragment(invite)).toBe(known.fragment);
  const { id, secret, recipient } = invite;
  expect(await parseInviteFragment(known.fragment)).toEqual({ id, secret, recipient });
  const { pairKey } = known;
  expect(await openAcceptance(invite, sealedIn(known))).toEqual({ ok: true, pairKey });
  expect(await pairWords(given(parsePairKey(pairKey)))).toEqual(known.pairWords);
});

test.each(vectors.blindNames)("the name $name is blinded as ever", ({ name, blindedName }) => {
  expect(blindName(given(parseVaultKey(vectors.vaultDocument.vaultKey)), name)).toBe(blindedName);
});
