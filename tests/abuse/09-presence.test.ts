import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { newAddress, signUp, trySignIn } from "../support/account";
import { link, lockEveryTab, must, newPerson, shareParts, TestBrowser } from "../support/person";
import { withServer } from "../support/server";
import { etagOf, fetchAll, newAsked } from "../support/view";

/* Whether the writer is there, and what they do that shares nothing, cannot be told from anything that the reader can fetch. */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(async () => {
  vi.useRealTimers();
  await lockEveryTab();
});

test("open, looking, polling, writing, locked, on another device, signed out: all the reader fetches stays, byte for byte", async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  const hug = { ...starterComfort("hug", Date.now()), note: "gently" };
  await shareParts(writer.tab, hug, ["note"]);
  await writer.tab.saved();
  await reader.tab.engine.refreshTheirPage();
  await reader.tab.saved();
  const asked = newAsked();
  const etag = etagOf(await fetchAll(reader.browser.cookie, asked));
  const before = await fetchAll(reader.browser.cookie, asked, etag);
  const { engine } = writer.tab;
  const phone = new TestBrowser().openTab();
  const doings: Record<string, () => Promise<unknown>> = {
    "reads the other page": () => engine.refreshTheirPage(),
    polls: async () => {
      for (let i = 0; i < 5; i++) await engine.refreshTheirPage();
    },
    "asks where the link stands": () => engine.refreshLink(),
    "writes for themselves": () => engine.saveItem(starterComfort("kiss", Date.now())),
    "changes a setting": () => engine.saveProfile({ idleMinutes: 15 }),
    "signs in on their phone": () => must(phone.engine.signIn(writer, () => {})),
    "mistypes their passphrase": () =>
      new TestBrowser().openTab().engine.signIn({ ...writer, passphrase: "not the passphrase" }, () => {}),
    locks: () => engine.lock(),
    "signs out everywhere": () => phone.engine.signOut(),
  };
  for (const [doing, act] of Object.entries(doings)) {
    await act();
    if (writer.tab.snapshot.status === "open") await writer.tab.saved();
    expect([doing, await fetchAll(reader.browser.cookie, asked, etag)]).toEqual([doing, before]);
  }
});

/** How many wrong tries it takes until one has to wait, and how long: what somebody behind the same address can measure. */
async function measure(handle: string, address: string, tried = 0) {
  for (let tries = tried; ; tries++) {
    const answer = await trySignIn(handle, "guess", address);
    if (answer.status === 429) return { tries, wait: answer.headers.get("retry-after") };
  }
}

test("behind one address, the tries that are left for a handle do not tell that its owner signed in", async () => {
  vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
  const alone = await signUp();
  const expected = await measure(alone.handle, newAddress());
  for (const before of [0, 1, 6, 9]) {
    const account = await signUp();
    const home = newAddress();
    for (let i = 0; i < before; i++) await trySignIn(account.handle, "guess", home);
    expect((await trySignIn(account.handle, account.passphrase, home)).status).toBe(200);
    expect([before, await measure(account.handle, home, before)]).toEqual([before, expected]);
  }
});

test("nor does the time to wait, when the owner signs in some minutes before it is measured", async () => {
  const account = await signUp();
  const home = newAddress();
  const start = Date.now();
  vi.useFakeTimers({ now: start, toFake: ["Date"] });
  expect((await trySignIn(account.handle, account.passphrase, home)).status).toBe(200);
  vi.setSystemTime(start + 5 * 60_000);
  expect(await measure(account.handle, home)).toEqual({ tries: 10, wait: "600" });
});
