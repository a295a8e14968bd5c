import { client, ready, server } from "@serenity-kit/opaque";
import { beforeAll, describe, expect, test } from "vitest";
import { beginRegistration, beginSignIn, finishRegistration, finishSignIn, prepareAccount } from "./account";

const PASSPHRASE = "maple river lantern autumn piano café";
const COMPOSED = PASSPHRASE.normalize("NFC");
const DECOMPOSED = PASSPHRASE.normalize("NFD");

let serverSetup: string;
beforeAll(async () => {
  await prepareAccount();
  await ready;
  serverSetup = server.createSetup();
});

async function register(userIdentifier: string, passphrase: string) {
  const begun = await beginRegistration(passphrase);
  const { registrationResponse } = server.createRegistrationResponse({
    serverSetup,
    userIdentifier,
    registrationRequest: begun.request,
  });
  const finished = await finishRegistration(begun, registrationResponse);
  if (!finished.ok) throw new Error(finished.reason);
  return finished;
}

async function signIn(userIdentifier: string, passphrase: string, registrationRecord: string | null) {
  const begun = await beginSignIn(passphrase);
  const { loginResponse, serverLoginState } = server.startLogin({
    serverSetup,
    userIdentifier,
    registrationRecord,
    startLoginRequest: begun.request,
  });
  return { begun, loginResponse, serverLoginState, finished: await finishSignIn(begun, loginResponse) };
}

describe("an account", () => {
  let record: string;
  let slotKey: string;
  beforeAll(async () => {
    const registered = await register("id-1", COMPOSED);
    record = registered.registrationRecord;
    slotKey = registered.slotKey;
  });

  test("signs in with its passphrase: the server is convinced, and the slot key is the one of sign-up", async () => {
    const { finished, serverLoginState } = await signIn("id-1", COMPOSED, record);
    if (!finished.ok) throw new Error(finished.reason);
    expect(finished.slotKey).toBe(slotKey);
    expect(slotKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const { finishLoginRequest } = finished;
    expect(server.finishLogin({ serverLoginState, finishLoginRequest }).sessionKey).toBeTruthy();
  });

  test("signs in however the keyboard composes its letters", async () => {
    expect(DECOMPOSED).not.toBe(COMPOSED);
    const { finished } = await signIn("id-1", DECOMPOSED, record);
    expect(finished).toMatchObject({ ok: true, slotKey });
  });

  test("does not sign in with a wrong passphrase, another's identifier, or an unknown handle: one answer", async () => {
    const wrong = { ok: false, reason: "wrong_passphrase" };
    expect((await signIn("id-1", `${COMPOSED} `, record)).finished).toEqual(wrong);
    expect((await signIn("id-2", COMPOSED, record)).finished).toEqual(wrong);
    expect((await signIn("id-of-nobody", COMPOSED, null)).finished).toEqual(wrong);
  });

  test("has another slot key under the same passphrase at another account", async () => {
    expect((await register("id-2", COMPOSED)).slotKey).not.toBe(slotKey);
  });

  test("was stretched as the library's `memory-constrained` stands for, and as nothing weaker", async () => {
    const begun = await beginSignIn(COMPOSED);
    const { loginResponse } = server.startLogin({
      serverSetup,
      userIdentifier: "id-1",
      registrationRecord: record,
      startLoginRequest: begun.request,
    });
    const finish = (keyStretching: Parameters<typeof client.finishLogin>[0]["keyStretching"]) =>
      client.finishLogin({ password: COMPOSED, clientLoginState: begun.state, loginResponse, keyStretching });
    expect(finish("memory-constrained")).toBeDefined();
    expect(finish({ "argon2id-custom": { memory: 65536, iterations: 2, parallelism: 4 } })).toBeUndefined();
  });
});

describe("a server's answer that is no OPAQUE message", () => {
  const bad = ["", "!!", "AAAA", "A".repeat(86), "A".repeat(427), "not base64 at all", "é".repeat(200)];

  test("is malformed at registration", async () => {
    const begun = await beginRegistration(COMPOSED);
    for (const answer of bad) {
      expect(await finishRegistration(begun, answer)).toEqual({ ok: false, reason: "malformed" });
    }
  });

  test("is malformed at sign-in", async () => {
    const { begun, loginResponse } = await signIn("id-of-nobody", COMPOSED, null);
    for (const answer of [...bad, loginResponse.slice(0, -3), `${loginResponse}AA`]) {
      expect(await finishSignIn(begun, answer)).toEqual({ ok: false, reason: "malformed" });
    }
  });

  test("a fault that is not the answer's goes on up", async () => {
    const begun = { ...(await beginSignIn(COMPOSED)), state: undefined };
    // @ts-expect-error a state that only a bug can bring
    await expect(finishSignIn(begun, "AAAA")).rejects.toThrow();
  });
});
