import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { db } from "@/lib/server/db";
import { send } from "../support/http";
import { lockEveryTab, must, newPerson, type Person, type Tab, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/* What a reload opens with, in whole engines on the real handlers: when it opens, what ends it, and that nothing loses it. */
withServer();
vi.setConfig({ testTimeout: 120_000 });
afterEach(async () => {
  vi.useRealTimers();
  await lockEveryTab();
});

const halves = () => db().keyHalf.count();

/** A new tab in her browser, as a reload makes it. */
async function reloaded({ browser }: Pick<Person, "browser">): Promise<Tab> {
  const tab = browser.openTab();
  await tab.engine.restore();
  return tab;
}

const told = ({ browser }: Person) =>
  browser.requests.filter((request) => request === "PUT /api/key-half").length;

/** Touches the tab some minutes after the last time, and waits until what that leads to is done. */
async function touched(she: Person, tab: Tab): Promise<void> {
  const before = told(she);
  const now = Date.now() + 2 * 60_000;
  vi.useFakeTimers({ now, toFake: ["Date"] });
  tab.engine.stillHere();
  await vi.waitUntil(() => told(she) > before);
  await she.browser.answered;
  await new Promise((done) => setTimeout(done, 20));
}

test("a reload costs one short request more, and a touch after it another", async () => {
  const she = await newPerson();
  await she.tab.saved();
  she.browser.requests.length = 0;
  const tab = await reloaded(she);
  expect(tab.snapshot.status).toBe("open");
  expect(she.browser.requests.slice(0, 5)).toEqual([
    "GET /api/session",
    "POST /api/key-half",
    "POST /api/access/start",
    "POST /api/access/finish",
    "POST /api/vault/read",
  ]);
  await tab.saved();
  expect(told(she)).toBe(0);
  tab.engine.stillHere();
  await vi.waitUntil(() => told(she) === 1);
  tab.engine.stillHere();
  await she.browser.answered;
  expect(told(she)).toBe(1);
});

test("nothing but a touch tells the server that somebody is there: no save, no look, no coming back into view", async () => {
  const she = await newPerson();
  await she.tab.saved();
  const before = told(she);
  await she.tab.engine.saveItem(starterComfort("hug", Date.now()));
  await she.tab.saved();
  await she.tab.engine.refreshTheirPage();
  await she.tab.engine.refreshLink();
  await she.tab.engine.backInView();
  await she.tab.engine.heldByHost();
  await she.browser.answered;
  expect(told(she)).toBe(before);
});

test("the lock ends the half too: a copy that the store did not forget opens nothing", async () => {
  const she = await newPerson();
  const copy = she.browser.stored.unlocked;
  expect([copy === null, await halves()]).toEqual([false, 1]);
  await she.tab.engine.lock();
  expect([she.browser.stored.unlocked, await halves()]).toEqual([null, 0]);
  she.browser.stored.unlocked = copy;
  const tab = await reloaded(she);
  expect(tab.snapshot.status).toBe("locked");
  expect(she.browser.stored.unlocked).toBeNull();
  await must(tab.engine.unlock(she.passphrase, () => {}));
  expect((await reloaded(she)).snapshot.status).toBe("open");
});

test("a lock that overtakes a touch leaves nothing that opens, in either order at the server", async () => {
  const she = await newPerson();
  await she.tab.saved();
  let release = () => {};
  she.browser.held = new Promise((done) => {
    release = done;
  });
  vi.useFakeTimers({ now: Date.now() + 2 * 60_000, toFake: ["Date"] });
  const before = told(she);
  const copy = she.browser.stored.unlocked;
  she.tab.engine.stillHere();
  await vi.waitUntil(() => told(she) > before);
  const locked = she.tab.engine.lock();
  release();
  await locked;
  await she.browser.answered;
  expect(she.browser.stored.unlocked).toBeNull();
  for (const left of [null, copy]) {
    she.browser.stored.unlocked = left;
    const tab = await reloaded(she);
    expect(tab.snapshot.status).toBe("locked");
    tab.close();
  }
});

test("idle time, signing out and a recovery elsewhere end the half", async () => {
  const [idle, out, elsewhere] = [await newPerson(), await newPerson(), await newPerson()];
  await Promise.all([idle, out, elsewhere].map(({ tab }) => tab.saved()));
  const copies = [idle, out, elsewhere].map(({ browser }) => browser.stored.unlocked);
  const of = async ({ handle }: Person) => db().keyHalf.count({ where: { owner: { handle } } });

  idle.browser.now = () => Date.now() + 6 * 60_000;
  await idle.tab.engine.backInView();
  await idle.tab.until(({ status }) => status === "locked");
  await vi.waitUntil(() => idle.tab.ended);
  await out.tab.engine.signOut();
  const tab = new TestBrowser().openTab();
  const newPassphrase = await tab.engine.suggestPassphrase();
  const newCode = await tab.engine.newRecoveryCode();
  const code = elsewhere.recoveryCode;
  const kept = elsewhere.browser.requests.length;
  await must(tab.engine.recover({ handle: elsewhere.handle, code, newPassphrase, newCode }, () => {}));
  expect(elsewhere.browser.requests).toHaveLength(kept);
  // The one is of the new session.
  expect([await of(idle), await of(out), await of(elsewhere)]).toEqual([0, 0, 1]);
  idle.browser.now = () => Date.now();
  for (const [at, { browser }] of [idle, out, elsewhere].entries()) {
    browser.stored.unlocked = copies[at] ?? null;
    expect((await reloaded({ browser })).snapshot.status).not.toBe("open");
  }
});

test("two tabs that open, are touched and close in any order lose nothing", async () => {
  const she = await newPerson();
  await she.tab.saved();
  const beside = await reloaded(she);
  await Promise.all([touched(she, she.tab), touched(she, beside)]);
  she.tab.close();
  await touched(she, beside);
  const [third, fourth] = await Promise.all([reloaded(she), reloaded(she)]);
  expect([third.snapshot.status, fourth.snapshot.status]).toEqual(["open", "open"]);
  beside.close();
  await touched(she, third);
  third.close();
  fourth.close();
  expect((await reloaded(she)).snapshot.status).toBe("open");
});

test("where two tabs signed in at once, a touch in either puts right what a reload opens with", async () => {
  const she = await newPerson();
  await she.tab.engine.signOut();
  const tabs = [she.browser.openTab(), she.browser.openTab()];
  await Promise.all(tabs.map((tab) => must(tab.engine.signIn(she, () => {}))));
  const open = tabs.find((tab) => !tab.ended && tab.snapshot.status === "open");
  if (open === undefined) throw new Error("One of them is open");
  // Whatever they wrote over one another.
  if (she.browser.stored.unlocked) she.browser.stored.unlocked.half = "another";
  await touched(she, open);
  expect((await reloaded(she)).snapshot.status).toBe("open");
});

test("a server that gives no answer opens nothing, is asked again with longer waits, and then it opens", async () => {
  const she = await newPerson();
  await she.tab.saved();
  she.tab.close();
  const asked = () => she.browser.requests.filter((request) => request === "POST /api/key-half").length;
  for (const network of ["offline", "answerLost", "down"] as const) {
    she.browser.network = "up";
    she.browser.onRequest = (request) => {
      if (request === "POST /api/key-half") she.browser.network = network;
    };
    const before = asked();
    const tab = await reloaded(she);
    expect([network, tab.snapshot]).toEqual([
      network,
      { status: "unreachable", problem: network === "down" ? "server" : "offline" },
    ]);
    expect(she.browser.stored.unlocked).not.toBeNull();
    expect(asked() - before).toBe(1);
    she.browser.onRequest = () => {};
    she.browser.network = "up";
    // By itself, after two seconds.
    await tab.until(({ status }) => status === "open");
    tab.close();
  }
});

test("a database that was put back, and rows that are gone, ask for the passphrase", async () => {
  const she = await newPerson();
  await she.tab.saved();
  she.tab.close();
  await db().keyHalf.deleteMany();
  const tab = await reloaded(she);
  expect(tab.snapshot.status).toBe("locked");
  await must(tab.engine.unlock(she.passphrase, () => {}));
});

test("whoever uses up what may be asked, with a copy of the cookie in the same house, brings about a passphrase and no more", async () => {
  const she = await newPerson();
  await she.tab.saved();
  she.tab.close();
  vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
  const { cookie, address } = she.browser;
  for (let i = 0; i < 125; i++) await send("key-half", { method: "POST", cookie, address, access: null });
  const tab = await reloaded(she);
  expect(tab.snapshot.status).toBe("locked");
  await must(tab.engine.unlock(she.passphrase, () => {}));
  expect((await reloaded(she)).snapshot.status).toBe("open");
});

test("typing the passphrase in an open tab whose session has ended keeps what a reload opens with, for the new session", async () => {
  const she = await newPerson();
  await she.tab.saved();
  const old = she.browser.cookie;
  await send("auth/signout", { body: {}, cookie: old });
  await must(she.tab.engine.unlock(she.passphrase, () => {}));
  expect((await reloaded(she)).snapshot.status).toBe("open");
});
