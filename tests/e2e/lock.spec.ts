import { type Browser, expect, type Page } from "@playwright/test";
import { type Account, accountOf, arriveAs } from "./support/account";
import { letPass, shiftClock } from "./support/clock";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, onScreen, traces } from "./support/traces";
import { words } from "./support/words";

/*
 * Locking: by idle time, by hand, in every tab, and whatever the clock does. Once locked, nothing that was opened is
 * left anywhere in the browser; the passphrase brings all of it back.
 */

const NOTE = "the lamp with the green shade";
const SIGN = "I fold my sleeve over and over";
const MOMENT = "a door that slams in the yard";
const MARKERS = [NOTE, SIGN, MOMENT, "green shade", "my sleeve"];
const MINUTE = 60_000;

let account: Account = { handle: "", passphrase: "", recoveryCode: "" };

/** Somebody new, who has written something and has two minutes for their idle time. */
async function withTwoMinutes(browser: Browser): Promise<Person> {
  const person = await Person.arrive(browser);
  await person.signUp();
  await person.noteOn("hug", NOTE);
  await person.saved();
  await person.addHardMoment({ name: MOMENT, signs: [SIGN], helps: [] });
  await person.open("/settings");
  const group = person.page.getByRole("group", { name: words.settings.lock.legend });
  const two = group.getByRole("radio", { name: words.settings.lock.minutes.replace("{minutes}", "2") });
  await two.click();
  await expect(two).toBeChecked();
  await person.saved();
  return person;
}

let left: Awaited<ReturnType<typeof leaveAlone>>;

test.beforeAll(async ({ browser }) => {
  left = await leaveAlone(browser);
  const person = await withTwoMinutes(browser);
  account = accountOf(person);
  await person.close();
});

const lockedTitle = (page: Page) => page.getByRole("heading", { level: 1, name: words.account.locked.title });

/** The version of the database on the device, and how many records a store of it has. */
const stored = (page: Page, name: "unlocked" | "unsent") =>
  page.evaluate(
    (store) =>
      new Promise<{ version: number; count: number }>((resolve, reject) => {
        const opening = indexedDB.open("notes");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction(store).objectStore(store).count();
          counting.onsuccess = () => {
            database.close();
            resolve({ version: database.version, count: counting.result });
          };
        };
      }),
    name,
  );

/** Locked, and nothing of what was written stands anywhere in this tab or in what the browser keeps. */
async function expectLocked(page: Page, of = account): Promise<void> {
  await expect(lockedTitle(page)).toBeVisible();
  const secrets = [...MARKERS, of.passphrase];
  expectNone(await onScreen(page), [...secrets, of.handle]);
  expectNone(await traces(page), [...secrets, of.handle]);
  // Not even the wrapped key.
  expect((await stored(page, "unlocked")).count).toBe(0);
}

async function unlock(person: Person, passphrase = person.passphrase): Promise<void> {
  await person.page.getByLabel(words.account.passphrase.label, { exact: true }).fill(passphrase);
  await person.button(words.account.locked.unlock).click();
  if (passphrase === person.passphrase) await expect(lockedTitle(person.page)).toBeHidden();
}

async function expectAllThere(person: Person): Promise<void> {
  await person.open("/hard-moments");
  await expect(person.page.getByText(MOMENT)).toBeVisible();
  await person.open("/comfort");
  await person.noteOn("hug", NOTE);
  await person.saved();
}

/** Makes the device's record say that somebody was last here at another time. */
async function shiftLastActive(page: Page, by: number): Promise<void> {
  await page.evaluate(
    (ms) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("notes");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const change = database.transaction("unlocked", "readwrite");
          const store = change.objectStore("unlocked");
          const reading = store.get("current");
          reading.onsuccess = () =>
            store.put({ ...reading.result, lastActive: reading.result.lastActive + ms }, "current");
          change.oncomplete = () => {
            database.close();
            resolve();
          };
          change.onabort = () => reject(change.error);
        };
      }),
    by,
  );
}

/** What a page that nobody touches noted of itself, in milliseconds since it was left. */
type Noted = { lastOpen: number; lockedAt: number | null };

/**
 * Two devices of one account that nobody touches from now on: a page that is open, which notes what it shows, and one that was
 * closed. The other tests of this file go on meanwhile; the last one asks what came of it.
 */
async function leaveAlone(browser: Browser) {
  const open = await withTwoMinutes(browser);
  const closed = await arriveAs(browser, accountOf(open));
  await closed.signIn();
  // Nothing is open there any more.
  await closed.open("/help");
  expect(closed.page.workers()).toHaveLength(0);
  const closedSince = Date.now();

  const { page } = open;
  await open.open("/hard-moments");
  await page.getByRole("button", { name: MOMENT }).click();
  await expect(
    page.getByRole("textbox", { name: words.kinds.hardMoment.parts.name.label, exact: true }),
  ).toHaveValue(MOMENT);
  await page.evaluate(
    ([moment, locked]) => {
      const from = performance.now();
      const noted: Noted = { lastOpen: 0, lockedAt: null };
      Object.assign(window, { noted });
      const shows = (selector: string, text: string) =>
        [...document.querySelectorAll(selector)].some(
          (element) =>
            element.textContent?.includes(text) && element.checkVisibility({ visibilityProperty: true }),
        );
      setInterval(() => {
        const at = performance.now() - from;
        if (shows("main button", moment)) noted.lastOpen = at;
        if (noted.lockedAt === null && shows("h1", locked)) noted.lockedAt = at;
      }, 250);
    },
    [MOMENT, words.account.locked.title] as const,
  );
  return { open, closed, closedSince };
}

test("a reload within the idle time keeps it open, and one after it asks for the passphrase", async ({
  browser,
}) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  await person.open("/hard-moments");
  await expect(page.getByText(MOMENT)).toBeVisible();
  await page.reload();
  await expect(page.getByText(MOMENT)).toBeVisible();

  await test.step("just within the two minutes", async () => {
    await shiftLastActive(page, -1.5 * MINUTE);
    await page.reload();
    await expect(page.getByText(MOMENT)).toBeVisible();
  });

  await test.step("after them", async () => {
    await shiftLastActive(page, -2 * MINUTE - 1);
    await page.reload();
    await expectLocked(page);
    await unlock(person);
    await expect(page.getByText(MOMENT)).toBeVisible();
    await expectAllThere(person);
  });

  await test.step("with the clock set back since", async () => {
    await shiftLastActive(page, 10 * MINUTE);
    await page.reload();
    await expectLocked(page);
  });
  await person.close();
});

test("one's own record as the host holds it stands beside what it says, and goes with the lock", async ({
  browser,
}) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  await person.open("/settings");
  await page.getByRole("link", { name: words.settings.held }).click();
  const entries = page.getByRole("listitem").filter({
    has: page.getByRole("heading", { name: words.held.document.recent }),
  });
  await expect(entries.getByRole("region", { name: words.held.says })).toContainText(SIGN);
  const host = entries.getByRole("region", { name: words.held.host });
  await expect(host).toContainText(/[A-Za-z0-9_-]{43}/);
  const sealed = Buffer.from(
    (await host.locator("code").last().innerText()).replace(/[^\w-]/g, ""),
    "base64url",
  );
  expect(sealed.toString("latin1")).toMatch(/^age-encryption\.org\/v1\n/);
  for (const marker of MARKERS) {
    await expect(host).not.toContainText(marker);
    expect(sealed.includes(marker)).toBe(false);
  }
  await page.getByRole("link", { name: words.held.back }).click();
  await person.button(words.settings.lock.now).click();
  await expectLocked(page);
  await page.goBack();
  await expectLocked(page);
  await person.close();
});

test("a copy that an earlier version kept is forgotten, and what waits to be saved beside it is not", async ({
  browser,
}) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  await person.open("/help");
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const reading = indexedDB.open("notes");
        reading.onsuccess = () => {
          const newer = reading.result;
          const got = newer.transaction("unlocked").objectStore("unlocked").get("current");
          got.onsuccess = () => {
            newer.close();
            indexedDB.deleteDatabase("notes").onsuccess = () => {
              const opening = indexedDB.open("notes", 1);
              opening.onupgradeneeded = () => {
                opening.result.createObjectStore("unlocked");
                opening.result.createObjectStore("unsent", { keyPath: ["owner", "name"] });
              };
              opening.onsuccess = () => {
                const older = opening.result;
                const write = older.transaction(["unlocked", "unsent"], "readwrite");
                write.objectStore("unlocked").put({ ...got.result, lastActive: Date.now() }, "current");
                const waits = { owner: "somebody", name: "a", baseVersion: 1, sealed: new Uint8Array(8) };
                write.objectStore("unsent").put(waits);
                write.oncomplete = () => {
                  older.close();
                  resolve();
                };
                write.onabort = () => reject(write.error);
              };
            };
          };
        };
      }),
  );
  await person.open("/hard-moments");
  await expectLocked(page);
  expect(await stored(page, "unsent")).toEqual({ version: 2, count: 1 });
  await unlock(person);
  await page.reload();
  await expect(page.getByText(MOMENT)).toBeVisible();
  await person.close();
});

test("a reload with the server out of reach opens nothing, says so, and opens by itself when it answers", async ({
  browser,
}) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  await person.open("/hard-moments");
  await expect(page.getByText(MOMENT)).toBeVisible();
  await person.context.route("**/api/key-half", (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("heading", { name: words.shell.unreachable.title })).toBeVisible();
  expectNone(await onScreen(page), MARKERS);
  await person.context.unroute("**/api/key-half");
  await expect(page.getByText(MOMENT)).toBeVisible();
  await person.close();
});

test("locks when the clock jumps ahead or is set back", async ({ browser }) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  for (const by of [30 * MINUTE, -30 * MINUTE]) {
    await person.open("/hard-moments");
    await expect(page.getByText(MOMENT)).toBeVisible();
    await shiftClock(page, by);
    await expect(lockedTitle(page)).toBeVisible();
    await expectLocked(page);
    await unlock(person);
    await expect(page.getByText(MOMENT)).toBeVisible();
  }
  await person.close();
});

test("a touch now and then keeps it open, in the tabs beside it too", async ({ browser }) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  const second = await person.context.newPage();
  for (const tab of [second, page]) {
    await tab.goto("/en/hard-moments");
    await expect(tab.getByText(MOMENT)).toBeVisible();
  }
  await page.bringToFront();
  for (let step = 1; step <= 3; step++) {
    for (const tab of [second, page]) await shiftClock(tab, 1.5 * MINUTE);
    await page.keyboard.press("Tab");
    // Longer than it takes to look at the clock again.
    await page.waitForTimeout(6_000);
    for (const tab of [second, page]) await expect(tab.getByText(MOMENT)).toBeVisible();
  }
  await person.close();
});

test("locks by hand, here and in every other tab", async ({ browser }) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const second = await person.context.newPage();
  await second.goto("/en/hard-moments");
  await expect(second.getByText(MOMENT)).toBeVisible();

  await person.page.bringToFront();
  await person.button(words.home.lock).click();
  await expectLocked(person.page);
  await expectLocked(second);
  // Nor does a reload bring it back, in either.
  for (const page of [person.page, second]) {
    await page.reload();
    await expectLocked(page);
  }

  await unlock(person);
  await person.atHome();
  await person.open("/settings");
  await person.button(words.settings.lock.now).click();
  await expectLocked(person.page);
  await unlock(person);
  await expectAllThere(person);
  await person.close();
});

test("a wrong passphrase opens nothing, says so by the field and keeps what was typed", async ({
  browser,
}) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  await person.button(words.home.lock).click();
  await unlock(person, "not the passphrase at all");
  const field = person.page.getByLabel(words.account.passphrase.label, { exact: true });
  await expect(person.page.getByText(words.account.locked.wrong)).toBeVisible();
  await expect(field).toHaveValue("not the passphrase at all");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expectLocked(person.page);
  await unlock(person);
  await person.atHome();
  await expectAllThere(person);
  await person.close();
});

/** Half a sentence in the open name of the hard moment; gives its field. */
async function halfTyped(page: Page) {
  await page.getByRole("button", { name: MOMENT }).click();
  const name = page.getByRole("textbox", { name: words.kinds.hardMoment.parts.name.label, exact: true });
  await name.fill(HALF);
  return name;
}

const HALF = `${MOMENT}, or a car`;

/** Whether these words can be seen on the page at this moment, asked from within it. */
const SHOWS = `(text) => [...document.querySelectorAll("main *")].some(
  (element) =>
    (element.value === text || (element.children.length === 0 && element.textContent.includes(text))) &&
    element.checkVisibility({ visibilityProperty: true }),
)`;

test("a page that is come back to too late is covered before anything is asked", async ({ browser }) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  await person.open("/hard-moments");
  const name = await halfTyped(page);
  const shows = () => page.evaluate(`(${SHOWS})(${JSON.stringify(HALF)})`);
  expect(await shows()).toBe(true);

  // The engine has heard of a touch since, as if from another tab: it is open still, and the page shows itself again.
  for (const [from, event, by] of [
    ["document", "visibilitychange", 3 * MINUTE],
    ["document", "resume", 3 * MINUTE],
    ["window", "focus", 3 * MINUTE],
    ["window", "pageshow", 3 * MINUTE],
    ["window", "focus", -MINUTE],
  ] as const) {
    await test.step(`${event}, ${by > 0 ? "later" : "the clock set back"}`, async () => {
      // Looked at by the page itself right after the event, with nothing awaited in between: with the time that has gone by it would
      // soon ask by itself, and be shown again.
      const seen = await page.evaluate(
        `{ const real = Date.now.bind(Date); Date.now = () => real() + ${by}; }
        ${from}.dispatchEvent(new Event("${event}")); [(${SHOWS})(${JSON.stringify(HALF)}),
          document.querySelector(".leave").checkVisibility({ visibilityProperty: true })]`,
      );
      expect(seen).toEqual([false, true]);
      await expect.poll(shows).toBe(true);
      await expect(name).toBeFocused();
      await expect(name).toHaveValue(HALF);
    });
  }

  await test.step("and where the engine finds that it was too long, it locks; the last letters before are kept", async () => {
    const end = " in the rain";
    await name.press("End");
    await shiftClock(page, 3 * MINUTE);
    // Typed and slept in one moment: the pause in which it would have been handed on never came. A touch after it does not
    // keep it open.
    await page.evaluate(
      ([text, ms]) => {
        document.execCommand("insertText", false, text);
        const real = Date.now.bind(Date);
        Date.now = () => real() + ms;
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));
      },
      [end, 3 * MINUTE] as const,
    );
    await expectLocked(page);
    await unlock(person);
    await expect(page.getByText(HALF + end).first()).toBeVisible();
    await page.getByRole("button", { name: MOMENT }).click();
    await page
      .getByRole("textbox", { name: words.kinds.hardMoment.parts.name.label, exact: true })
      .fill(MOMENT);
    await person.saved();
  });
  await person.close();
});

test("a word comes before the lock, a touch takes it away, and it asks nobody", async ({ browser }) => {
  const person = await arriveAs(browser, account);
  await person.context.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Object.assign(window, { asked: 0, heard: 0 });
    new BroadcastChannel("notes").addEventListener("message", ({ data }) => {
      if (data.say === "here") Object.assign(window, { heard: Reflect.get(window, "heard") + 1 });
    });
    Worker.prototype.postMessage = function (this: Worker, ...given: Parameters<typeof post>) {
      Object.assign(window, { asked: Reflect.get(window, "asked") + 1 });
      post.apply(this, given);
    } as typeof post;
  });
  await person.signIn();
  const { page } = person;
  await person.open("/hard-moments");
  const name = await halfTyped(page);
  await person.saved();
  const word = page.getByRole("alert").filter({ hasText: words.shell.lock.soon });
  const heard = () => page.evaluate<number>(() => Reflect.get(window, "heard"));
  for (const stay of [
    () => page.keyboard.press("Shift"),
    () => page.mouse.wheel(0, 40),
    () => page.getByRole("heading", { level: 1 }).click(),
    // As a screen reader presses it, without a key or a pointer.
    () => person.button(words.shell.lock.stay).dispatchEvent("click"),
  ]) {
    await expect(word).toHaveCount(0);
    await name.focus();
    await letPass(page, 1.55 * MINUTE);
    await expect(word).toBeVisible();
    // It takes nothing from somebody who is writing.
    await expect(name).toBeFocused();
    const before = await heard();
    await stay();
    await expect(word).toHaveCount(0);
    // The engine has heard of the touch before a clock moves again: one that it hears of later would count as made later.
    await expect.poll(heard).toBeGreaterThan(before);
    await expect(name).toHaveValue(HALF);
  }

  await test.step("it waits without asking the engine", async () => {
    await letPass(page, 1.55 * MINUTE);
    await expect(word).toBeVisible();
    const asked = await page.evaluate(() => Reflect.get(window, "asked"));
    // Three seconds go by on the page's own clock.
    await page.evaluate(
      (until) =>
        new Promise<void>((done) => {
          const look = setInterval(() => {
            if (performance.now() < until) return;
            clearInterval(look);
            done();
          }, 100);
        }),
      (await page.evaluate(() => performance.now())) + 3_000,
    );
    await expect(word).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(window, "asked"))).toBe(asked);
  });

  await test.step("and an open page alone does not stay", async () => {
    await letPass(page, 0.45 * MINUTE);
    await expectLocked(page);
    await expect(word).toHaveCount(0);
    await unlock(person);
  });
  await person.open("/hard-moments");
  await page.getByRole("button", { name: HALF }).click();
  await page
    .getByRole("textbox", { name: words.kinds.hardMoment.parts.name.label, exact: true })
    .fill(MOMENT);
  await person.saved();
  await person.close();
});

test("the focus goes to the heading and a line is spoken, at the lock and when it opens again", async ({
  browser,
}) => {
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  const spoken = (line: string) => page.getByRole("status").filter({ hasText: line });
  for (const lock of [
    () => person.button(words.settings.lock.now).click(),
    () => shiftClock(page, 30 * MINUTE),
  ]) {
    await person.open("/settings");
    await expect(person.button(words.settings.lock.now)).toBeVisible();
    await lock();
    await expect(lockedTitle(page)).toBeFocused();
    await expect(spoken(words.shell.lock.locked)).toHaveCount(1);
    await unlock(person);
    await expect(page.getByRole("heading", { level: 1, name: words.settings.title })).toBeFocused();
    await expect(spoken(words.shell.lock.opened)).toHaveCount(1);
    await expect(spoken(words.shell.lock.locked)).toHaveCount(0);
  }
  await person.close();
});

test("two minutes without a touch lock the page by themselves, and a closed one whatever the device's clock says", async () => {
  const { open, closed, closedSince } = left;
  const { page } = open;
  const noted = () => page.evaluate<Noted>(() => Reflect.get(window, "noted"));
  await expect.poll(async () => (await noted()).lockedAt, { timeout: 3 * MINUTE }).not.toBeNull();
  // In real time, as the page itself noted: not a moment early, and soon after.
  const { lastOpen, lockedAt } = await noted();
  expect(lastOpen).toBeGreaterThan(1.8 * MINUTE);
  expect(lockedAt).toBeGreaterThan(lastOpen);
  expect(lockedAt).toBeLessThan(3 * MINUTE);
  await expectLocked(page, open);

  await test.step("the closed one: by the server's clock", async () => {
    // For the device's clock it is as if all that time had not passed.
    await shiftLastActive(closed.page, Date.now() - closedSince);
    const half = closed.page.waitForResponse(
      (response) => response.url().endsWith("/api/key-half") && response.request().method() === "POST",
    );
    await closed.open("/hard-moments");
    // Asked for, so the device's clock had nothing against it.
    expect((await half).status()).toBe(403);
    await expectLocked(closed.page, closed);
    await unlock(closed);
    await expect(closed.page.getByText(MOMENT)).toBeVisible();
    await closed.close();
  });

  await unlock(open);
  await expectAllThere(open);
  await open.close();
});
