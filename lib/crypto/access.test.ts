import * as opaque from "@serenity-kit/opaque";
import { beforeAll, expect, it } from "vitest";
import { beginAccess, beginAccessRegistration, finishAccess, finishAccessRegistration } from "./access";
import { beginSignIn, finishSignIn } from "./account";
import { newVaultKey, type VaultKey } from "./keys";

let serverSetup = "";
beforeAll(async () => {
  await opaque.ready;
  serverSetup = opaque.server.createSetup();
});

const WHO = "access/someone";

async function register(key: VaultKey): Promise<string> {
  const begun = await beginAccessRegistration(key);
  const { registrationResponse } = opaque.server.createRegistrationResponse({
    serverSetup,
    userIdentifier: WHO,
    registrationRequest: begun.request,
  });
  const record = await finishAccessRegistration(begun, registrationResponse);
  if (record === null) throw new Error("No record");
  return record;
}

/** Proves with a key what a record asks for; the server's verdict on what the client sends, or why it sends nothing. */
async function prove(key: VaultKey, registrationRecord: string): Promise<boolean | string> {
  const begun = await beginAccess(key);
  const { loginResponse, serverLoginState } = opaque.server.startLogin({
    serverSetup,
    userIdentifier: WHO,
    registrationRecord,
    startLoginRequest: begun.request,
  });
  const proof = await finishAccess(begun, loginResponse);
  if (!proof.ok) return proof.reason;
  const { finishLoginRequest } = proof;
  return opaque.server.finishLogin({ serverLoginState, finishLoginRequest }).sessionKey.length > 0;
}

it("proves an open vault with its own key, and with no other", async () => {
  const key = newVaultKey();
  const record = await register(key);
  expect(await prove(key, record)).toBe(true);
  expect(await prove(newVaultKey(), record)).toBe("refused");
});

it("lets nobody prove anything with what the server keeps, or with what travelled before", async () => {
  const key = newVaultKey();
  const record = await register(key);
  expect(record).not.toContain(key);
  // The record in the place of the secret.
  const begun = await beginSignIn(record.slice(0, 43));
  const { loginResponse } = opaque.server.startLogin({
    serverSetup,
    userIdentifier: WHO,
    registrationRecord: record,
    startLoginRequest: begun.request,
  });
  expect(await finishSignIn(begun, loginResponse)).toEqual({ ok: false, reason: "wrong_passphrase" });

  const start = async () => {
    const proof = await beginAccess(key);
    const answer = opaque.server.startLogin({
      serverSetup,
      userIdentifier: WHO,
      registrationRecord: record,
      startLoginRequest: proof.request,
    });
    return { proof, ...answer };
  };
  const [one, two] = [await start(), await start()];
  const proven = await finishAccess(one.proof, one.loginResponse);
  if (!proven.ok) throw new Error(proven.reason);
  const { finishLoginRequest } = proven;
  expect(() =>
    opaque.server.finishLogin({ serverLoginState: two.serverLoginState, finishLoginRequest }),
  ).toThrow();
  expect(proven.finishLoginRequest).not.toContain(key);
});

it("says so when the server's answer is no message of the protocol", async () => {
  const key = newVaultKey();
  expect(await finishAccess(await beginAccess(key), "AAAA")).toEqual({ ok: false, reason: "malformed" });
  expect(await finishAccessRegistration(await beginAccessRegistration(key), "AAAA")).toBeNull();
});
