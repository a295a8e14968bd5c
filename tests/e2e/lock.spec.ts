import { expect, type Page, test } from "@playwright/test";
import { type Account, accountOf, arriveAs } from "./support/account";
import { shiftClock } from "./support/clock";
import { Person } from "./support/person";
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

test.beforeAll(async ({ browser }) => {
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
  account = accountOf(person);
  await person.close();
});

const lockedTitle = (page: Page) => page.getByRole("heading", { level: 1, name: words.account.locked.title });

/** Locked, and nothing of what was written stands anywhere in this tab or in what the browser keeps. */
async function expectLocked(page: Page): Promise<void> {
  await expect(lockedTitle(page)).toBeVisible();
  const secrets = [...MARKERS, account.passphrase];
  expectNone(await onScreen(page), [...secrets, account.handle]);
  expectNone(await traces(page), [...secrets, account.handle]);
  const kept = await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("notes");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction("unlocked").objectStore("unlocked").count();
          counting.onsuccess = () => {
            database.close();
            resolve(counting.result);
          };
        };
      }),
  );
  // Not even the wrapped key.
  expect(kept).toBe(0);
}

async function unlock(person: Person, passphrase = account.passphrase): Promise<void> {
  await person.page.getByLabel(words.account.passphrase.label, { exact: true }).fill(passphrase);
  await person.button(words.account.locked.unlock).click();
  if (passphrase === account.passphrase)
    await expect(lockedTitle(person.page)).toBeHidden({ timeout: 60_000 });
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
    has: page.getByRole("heading", { name: words.held.document.entries }),
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

test("two minutes without a touch lock the page by themselves", async ({ browser }) => {
  test.setTimeout(5 * MINUTE);
  const person = await arriveAs(browser, account);
  await person.signIn();
  const { page } = person;
  await person.open("/hard-moments");
  await page.getByRole("button", { name: MOMENT }).click();
  await expect(page.getByRole("textbox", { name: words.hardMoments.name, exact: true })).toHaveValue(MOMENT);
  // In real time: not a moment early, and soon after. Nothing on the page is touched meanwhile.
  await page.waitForTimeout(1.8 * MINUTE);
  await expect(page.getByText(MOMENT).first()).toBeVisible();
  await expect(lockedTitle(page)).toBeVisible({ timeout: 0.6 * MINUTE });
  await expectLocked(page);
  await unlock(person);
  await expectAllThere(person);
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
    await expect(lockedTitle(page)).toBeVisible({ timeout: 20_000 });
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
  await expect(person.page.getByText(words.account.locked.wrong)).toBeVisible({ timeout: 30_000 });
  await expect(field).toHaveValue("not the passphrase at all");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expectLocked(person.page);
  await unlock(person);
  await person.atHome();
  await expectAllThere(person);
  await person.close();
});
