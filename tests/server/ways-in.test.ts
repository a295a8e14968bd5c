import * as opaque from "@serenity-kit/opaque";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fromBase64Url, newVaultKey, sealSlot, toBase64Url } from "@/lib/crypto";
import { deriveSlotKey } from "@/lib/crypto/keys";
import { db } from "@/lib/server/db";
import { beginRegistration, newAddress, randomText, sealed } from "../support/account";
import { send } from "../support/http";
import { lockEveryTab, must, newPerson, type Tab, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/* Signing up and in by the engine, where an answer is lost, a cookie is refused, or words come in another spelling. */
withServer();
// With the whole work that a passphrase costs.
vi.unmock("@serenity-kit/opaque");

afterEach(lockEveryTab);

const quiet = () => {};

/** Somebody about to sign up. */
async function newcomer() {
  const browser = new TestBrowser();
  const tab = browser.openTab();
  const [handle, passphrase, recoveryCode] = await Promise.all([
    tab.engine.suggestHandle(),
    tab.engine.suggestPassphrase(),
    tab.engine.newRecoveryCode(),
  ]);
  return { browser, tab, who: { handle, passphrase, recoveryCode } };
}
type Newcomer = Awaited<ReturnType<typeof newcomer>>;

/** Signs up; the server does all of it, and the answer to the last step never comes. */
async function signUpUnanswered({ browser, tab, who }: Newcomer): Promise<void> {
  const outcome = await tab.engine.signUp(who, (step) => {
    // The first answer is here by now, and the last question not yet asked.
    if (step === "derivingKey") browser.network = "answerLost";
  });
  expect(outcome).toEqual({ ok: false, problem: "offline" });
  browser.network = "up";
}

const taken = { ok: false, problem: "handle_taken" };

/** What was asked of the server meanwhile. */
async function asked(browser: TestBrowser, act: () => Promise<unknown>): Promise<string[]> {
  const before = browser.requests.length;
  await act();
  return browser.requests.slice(before);
}

describe("an account whose making was not answered", () => {
  test("opens when the same handle, words and code come again", async () => {
    const person = await newcomer();
    await signUpUnanswered(person);
    expect(person.tab.snapshot.status).not.toBe("open");
    await must(person.tab.engine.signUp(person.who, quiet));
    expect(person.tab.vault.handle).toBe(person.who.handle);
    await person.tab.saved();
  });

  test("opens too when it was made, and signing in to it failed", async () => {
    const person = await newcomer();
    const { browser, tab, who } = person;
    let steps = 0;
    const outcome = await tab.engine.signUp(who, (step) => {
      if (step === "contacting" && ++steps === 2) browser.network = "offline";
    });
    expect(outcome).toEqual({ ok: false, problem: "offline" });
    browser.network = "up";
    await must(tab.engine.signUp(who, quiet));
    expect(tab.vault.handle).toBe(who.handle);
  });

  test("waits while the network is gone, and opens when it is back", async () => {
    const person = await newcomer();
    await signUpUnanswered(person);
    person.browser.network = "offline";
    expect(await person.tab.engine.signUp(person.who, quiet)).toEqual({ ok: false, problem: "offline" });
    person.browser.network = "up";
    await must(person.tab.engine.signUp(person.who, quiet));
  });

  test("is a taken handle for other words: one try and no more", async () => {
    const { browser, tab, who } = await newcomer();
    await signUpUnanswered({ browser, tab, who });
    const other = { ...who, passphrase: await tab.engine.suggestPassphrase() };
    const tries = await asked(browser, async () =>
      expect(await tab.engine.signUp(other, quiet)).toEqual(taken),
    );
    expect(tries).toEqual(["POST /api/accounts/start", "POST /api/sign-in/start"]);
    const again = await asked(browser, async () =>
      expect(await tab.engine.signUp(other, quiet)).toEqual(taken),
    );
    expect(again).toEqual(["POST /api/accounts/start"]);
  });

  test("is a taken handle for another code, which would open nothing", async () => {
    const { browser, tab, who } = await newcomer();
    await signUpUnanswered({ browser, tab, who });
    const other = { ...who, recoveryCode: await tab.engine.newRecoveryCode() };
    const tries = await asked(browser, async () =>
      expect(await tab.engine.signUp(other, quiet)).toEqual(taken),
    );
    expect(tries).toEqual(["POST /api/accounts/start"]);
  });

  test("is nothing to anybody else: who did not make it is told that the handle is taken, and nothing is tried", async () => {
    const person = await newcomer();
    await signUpUnanswered(person);
    for (const { tab, browser } of [
      await newcomer(),
      { tab: person.browser.openTab(), browser: person.browser },
    ]) {
      const tries = await asked(browser, async () =>
        expect(await tab.engine.signUp(person.who, quiet)).toEqual(taken),
      );
      expect(tries).toEqual(["POST /api/accounts/start"]);
    }
  });
});

describe("a browser that keeps no cookies", () => {
  const refusing = () => {
    const browser = new TestBrowser();
    const jar: { keeps: boolean; cookie: string | undefined } = { keeps: false, cookie: undefined };
    Object.defineProperty(browser, "cookie", {
      get: () => jar.cookie,
      set: (cookie: string) => {
        if (jar.keeps) jar.cookie = cookie;
      },
    });
    return { jar, tab: browser.openTab() };
  };

  test("is told so when signing in, and not that one is signed out", async () => {
    const { handle, passphrase } = await newPerson();
    expect(await refusing().tab.engine.signIn({ handle, passphrase }, quiet)).toEqual({
      ok: false,
      problem: "no_cookies",
    });
  });

  test("is told so when signing up; once it keeps them, the same words open the account", async () => {
    const { jar, tab } = refusing();
    const { who } = await newcomer();
    const told = { ok: false, problem: "no_cookies" };
    expect(await tab.engine.signUp(who, quiet)).toEqual(told);
    expect(await tab.engine.signUp(who, quiet)).toEqual(told);
    jar.keeps = true;
    await must(tab.engine.signUp(who, quiet));
    expect(tab.vault.handle).toBe(who.handle);
  });
});

describe("suggested words in another spelling", () => {
  const loud = (passphrase: string) =>
    ` ${passphrase
      .split(" ")
      .map((word, at) => `${at + 1}\n${word.charAt(0).toUpperCase()}${word.slice(1)}`)
      .join("\n")}  `;

  test("sign in, unlock, and may have been signed up with", async () => {
    const { tab, who } = await newcomer();
    await must(tab.engine.signUp({ ...who, passphrase: loud(who.passphrase) }, quiet));
    const elsewhere = new TestBrowser().openTab();
    await must(elsewhere.engine.signIn(who, quiet));
    await must(elsewhere.engine.signIn({ ...who, passphrase: loud(who.passphrase) }, quiet));
    await elsewhere.engine.lock();
    await must(elsewhere.engine.unlock(loud(who.passphrase), quiet));
  });

  test("still open an account that was registered with them to the letter", async () => {
    const { tab, who } = await newcomer();
    const passphrase = who.passphrase.toUpperCase();
    await registerToTheLetter(who.handle, passphrase);
    await must(tab.engine.signIn({ handle: who.handle, passphrase }, quiet));
    await refused(tab, { handle: who.handle, passphrase: who.passphrase });
  });

  const refused = async (tab: Tab, account: { handle: string; passphrase: string }) =>
    expect(await tab.engine.signIn(account, quiet)).toEqual({ ok: false, problem: "wrong_passphrase" });

  /** An account as it was made before suggested words were recognised. */
  async function registerToTheLetter(handle: string, password: string): Promise<void> {
    await opaque.ready;
    const begun = opaque.client.startRegistration({ password });
    const { requests, records } = await beginRegistration(password);
    const started = await send("accounts/start", {
      body: { ...requests, handle, registrationRequest: begun.registrationRequest },
      address: newAddress(),
    });
    const { registrationRecord, exportKey } = opaque.client.finishRegistration({
      password,
      clientRegistrationState: begun.clientRegistrationState,
      registrationResponse: started.json.registrationResponse,
      keyStretching: { "argon2id-custom": { memory: 65536, iterations: 3, parallelism: 4 } },
    });
    const key = deriveSlotKey(fromBase64Url(exportKey) ?? new Uint8Array());
    const slot = await sealSlot({ name: "passphrase", key }, started.json.ownerId, newVaultKey());
    const finished = await send("accounts/finish", {
      body: {
        ...records(started.json.ownerId, started.json),
        attemptId: started.json.attemptId,
        registrationRecord,
        passphraseSlot: toBase64Url(slot),
        recoverySlot: sealed(),
        recoveryAuth: randomText(32),
      },
    });
    expect(finished.status).toBe(201);
    // Nor had it anything to prove access with.
    await db().user.update({ where: { handle }, data: { accessRecord: null } });
  }
});
