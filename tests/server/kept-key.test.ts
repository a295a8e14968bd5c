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

/** A new tab in the writer's browser, as a reload makes it. */
async function reloaded({ browser }: Pick<Person, "browser">): Promise<Tab> {
  const tab = browser.openTab();
  await tab.engine.restore();
  return tab;
}

const told = ({ browser }: Person) =>
  browser.requests.filter((request) => request === "PUT /api/key-half").length;

/** Touches the tab some minutes after the last time, and waits until what that leads to is done. */
async function touched(writer: Person, tab: Tab): Promise<void> {
  const before = told(writer);
  const now = Date.now() + 2 * 60_000;
  vi.useFakeTimers({ now, toFake: ["Date"] });
  tab.engine.stillHere();
  await vi.waitUntil(() => told(writer) > before);
  await writer.browser.answered;
  await new Promise((done) => setTimeout(done, 20));
}

const proofs = ({ browser }: Person) =>
  browser.requests.filter((request) => /access|verifier/.test(request)).map((request) => request.slice(-8));

test("a reload costs one short request more, and a touch after it another", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  writer.browser.requests.length = 0;
  const tab = await reloaded(writer);
  expect(tab.snapshot.status).toBe("open");
  expect(writer.browser.requests.slice(0, 3)).toEqual([
    "GET /api/session",
    "POST /api/key-half",
    "POST /api/vault/read",
  ]);
  await tab.saved();
  expect(told(writer)).toBe(0);
  tab.engine.stillHere();
  await vi.waitUntil(() => told(writer) === 1);
  tab.engine.stillHere();
  await writer.browser.answered;
  expect(told(writer)).toBe(1);
  expect(proofs(writer)).toEqual([]);
});

test("a copy of an earlier program, or one that nobody vouched for, opens by an exchange; a touch puts that right", async () => {
  for (const isOld of [true, false]) {
    const writer = await newPerson();
    await writer.tab.saved();
    writer.tab.close();
    // As its migration leaves it.
    await db().keyHalf.updateMany({ data: { verifier: null, verifierUntil: null } });
    const { stored, requests } = writer.browser;
    if (isOld && stored.unlocked) stored.unlocked.proof = null;
    requests.length = 0;
    const tab = await reloaded(writer);
    expect(tab.snapshot.status).toBe("open");
    await tab.saved();
    expect(proofs(writer)).toEqual(["ss/start", "s/finish"]);
    tab.engine.stillHere();
    await vi.waitUntil(() => proofs(writer).length === 4);
    await writer.browser.answered;
    expect(proofs(writer).slice(2)).toEqual(["ss/start", "verifier"]);
    tab.close();
    requests.length = 0;
    expect((await reloaded(writer)).snapshot.status).toBe("open");
    expect(proofs(writer)).toEqual([]);
  }
});

test("where the token that came with the half has ended, an open tab proves anew and goes on", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  const tab = await reloaded(writer);
  await tab.saved();
  await db().accessToken.deleteMany();
  writer.browser.requests.length = 0;
  await tab.engine.saveItem(starterComfort("hug", Date.now()));
  await tab.saved();
  expect(proofs(writer)).toEqual(["ss/start", "s/finish"]);
});

test("nothing but a touch tells the server that somebody is there: no save, no look, no coming back into view", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  const before = told(writer);
  await writer.tab.engine.saveItem(starterComfort("hug", Date.now()));
  await writer.tab.saved();
  await writer.tab.engine.refreshTheirPage();
  await writer.tab.engine.refreshLink();
  await writer.tab.engine.backInView();
  await writer.tab.engine.heldByHost();
  await writer.browser.answered;
  expect(told(writer)).toBe(before);
});

test("the lock ends the half too: a copy that the store did not forget opens nothing", async () => {
  const writer = await newPerson();
  const copy = writer.browser.stored.unlocked;
  expect([copy === null, await halves()]).toEqual([false, 1]);
  await writer.tab.engine.lock();
  expect([writer.browser.stored.unlocked, await halves()]).toEqual([null, 0]);
  writer.browser.stored.unlocked = copy;
  const tab = await reloaded(writer);
  expect(tab.snapshot.status).toBe("locked");
  expect(writer.browser.stored.unlocked).toBeNull();
  await must(tab.engine.unlock(writer.passphrase, () => {}));
  expect((await reloaded(writer)).snapshot.status).toBe("open");
});

test("a lock that overtakes a touch leaves nothing that opens, in either order at the server", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  let release = () => {};
  writer.browser.held = new Promise((done) => {
    release = done;
  });
  vi.useFakeTimers({ now: Date.now() + 2 * 60_000, toFake: ["Date"] });
  const before = told(writer);
  const copy = writer.browser.stored.unlocked;
  writer.tab.engine.stillHere();
  await vi.waitUntil(() => told(writer) > before);
  const locked = writer.tab.engine.lock();
  release();
  await locked;
  await writer.browser.answered;
  expect(writer.browser.stored.unlocked).toBeNull();
  for (const left of [null, copy]) {
    writer.browser.stored.unlocked = left;
    const tab = await reloaded(writer);
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
  const writer = await newPerson();
  await writer.tab.saved();
  const beside = await reloaded(writer);
  await Promise.all([touched(writer, writer.tab), touched(writer, beside)]);
  writer.tab.close();
  await touched(writer, beside);
  const [third, fourth] = await Promise.all([reloaded(writer), reloaded(writer)]);
  expect([third.snapshot.status, fourth.snapshot.status]).toEqual(["open", "open"]);
  beside.close();
  await touched(writer, third);
  third.close();
  fourth.close();
  expect((await reloaded(writer)).snapshot.status).toBe("open");
});

test("where two tabs signed in at once, a touch in either puts right what a reload opens with", async () => {
  const writer = await newPerson();
  await writer.tab.engine.signOut();
  const tabs = [writer.browser.openTab(), writer.browser.openTab()];
  await Promise.all(tabs.map((tab) => must(tab.engine.signIn(writer, () => {}))));
  const open = tabs.find((tab) => !tab.ended && tab.snapshot.status === "open");
  if (open === undefined) throw new Error("One of them is open");
  // Whatever they wrote over one another.
  if (writer.browser.stored.unlocked) writer.browser.stored.unlocked.half = "another";
  await touched(writer, open);
  expect((await reloaded(writer)).snapshot.status).toBe("open");
});

test("a server that gives no answer opens nothing, is asked again with longer waits, and then it opens", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  writer.tab.close();
  const asked = () => writer.browser.requests.filter((request) => request === "POST /api/key-half").length;
  for (const network of ["offline", "answerLost", "down"] as const) {
    writer.browser.network = "up";
    writer.browser.onRequest = (request) => {
      if (request === "POST /api/key-half") writer.browser.network = network;
    };
    const before = asked();
    const tab = await reloaded(writer);
    expect([network, tab.snapshot]).toEqual([
      network,
      { status: "unreachable", problem: network === "down" ? "server" : "offline" },
    ]);
    expect(writer.browser.stored.unlocked).not.toBeNull();
    expect(asked() - before).toBe(1);
    writer.browser.onRequest = () => {};
    writer.browser.network = "up";
    // By itself, after two seconds.
    await tab.until(({ status }) => status === "open");
    tab.close();
  }
});

test("asked twice, it opens once: what the other of them is answered later closes nothing", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  writer.tab.close();
  writer.browser.requests.length = 0;
  let asked = 0;
  let lose = () => {};
  const lost = new Promise<never>((_, reject) => {
    lose = () => reject(new TypeError("offline"));
  });
  writer.browser.between = {
    ...writer.browser.between,
    fetch: (send) => (path, init) => {
      if (path === "/api/session") asked += 1;
      return path === "/api/session" && asked === 2 ? lost : send(path, init);
    },
  };
  const tab = writer.browser.openTab();
  const [first, second] = [tab.engine.restore(), tab.engine.restore()];
  await first;
  expect(tab.snapshot.status).toBe("open");
  lose();
  await second;
  expect(tab.snapshot.status).toBe("open");
  expect(writer.browser.requests.filter((request) => request === "POST /api/vault/read")).toHaveLength(1);
});

test("a lock in another tab opens nothing where the key has just come out of its copy", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  let locked = () => {};
  const lock = new Promise<void>((resolve) => {
    locked = resolve;
  });
  let isOut = () => {};
  const out = new Promise<void>((resolve) => {
    isOut = resolve;
  });
  writer.browser.between = {
    ...writer.browser.between,
    device: (device) => ({
      ...device,
      async recall(owner, half) {
        const key = await device.recall(owner, half);
        isOut();
        await lock;
        return key;
      },
    }),
  };
  const tab = writer.browser.openTab();
  const restored = tab.engine.restore();
  await out;
  await writer.tab.engine.lock();
  locked();
  await restored;
  expect(tab.snapshot.status).toBe("locked");
});

test("a database that was put back, and rows that are gone, ask for the passphrase", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  writer.tab.close();
  await db().keyHalf.deleteMany();
  const tab = await reloaded(writer);
  expect(tab.snapshot.status).toBe("locked");
  await must(tab.engine.unlock(writer.passphrase, () => {}));
});

test("whoever uses up what may be asked, with a copy of the cookie in the same house, brings about a passphrase and no more", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  writer.tab.close();
  vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
  const { cookie, address } = writer.browser;
  for (let i = 0; i < 125; i++) await send("key-half", { body: {}, cookie, address, access: null });
  const tab = await reloaded(writer);
  expect(tab.snapshot.status).toBe("locked");
  await must(tab.engine.unlock(writer.passphrase, () => {}));
  expect((await reloaded(writer)).snapshot.status).toBe("open");
});

test("typing the passphrase in an open tab whose session has ended keeps what a reload opens with, for the new session", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  const old = writer.browser.cookie;
  await send("auth/signout", { body: {}, cookie: old });
  await must(writer.tab.engine.unlock(writer.passphrase, () => {}));
  expect((await reloaded(writer)).snapshot.status).toBe("open");
});
