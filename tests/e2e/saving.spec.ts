import { expect, type Route } from "@playwright/test";
import { type Account, accountOf, arriveAs, goBy } from "./support/account";
import { shiftClock } from "./support/clock";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, traces } from "./support/traces";
import { words } from "./support/words";

/*
 * What is typed is never lost without a word: not to a network that goes away, a server that is not well, a second
 * device, a lock or a closed tab.
 */

const { saving } = words.shell;
const VAULT = "**/api/vault{,/*}";
const refuseWrites = (route: Route) =>
  route.request().method() === "PUT" ? route.abort("connectionrefused") : route.continue();

let account: Account = { handle: "", passphrase: "", recoveryCode: "" };

test.beforeAll(async ({ browser }) => {
  const person = await Person.arrive(browser);
  await person.signUp();
  account = accountOf(person);
  await person.close();
});

const noteField = (person: Person) => person.page.getByLabel(words.comfort.note, { exact: true });
const toggle = (person: Person, title: string) =>
  person.page
    .locator("button[aria-expanded]")
    .filter({ has: person.page.locator("bdi", { hasText: new RegExp(`^${title}$`) }) });
const notYet = (person: Person) => person.page.getByRole("region", { name: saving.notYet });
/** The rows of what was set aside; each is closed until it is opened. */
const setAside = (page: Person["page"]) =>
  page.getByRole("region", { name: words.sharing.setAsideTitle }).locator("summary");

async function signedIn(browser: Parameters<typeof Person.arrive>[0]): Promise<Person> {
  const person = await arriveAs(browser, account);
  await person.signIn();
  await goBy(person.page, "mine");
  await expect(person.page.getByRole("heading", { level: 1, name: words.comfort.title })).toBeVisible();
  return person;
}

/** At the foot of the page nothing lies under what says that something is not saved, on a desktop or on a phone. */
async function expectRoomBelow(person: Person): Promise<void> {
  const { page } = person;
  const before = page.viewportSize();
  for (const size of [before ?? { width: 1280, height: 720 }, { width: 320, height: 640 }]) {
    await page.setViewportSize(size);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const last = await person.button(words.comfort.addOwn).last().boundingBox();
    const bar = await notYet(person).boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
  }
  if (before !== null) await page.setViewportSize(before);
}

/** What another device, which has nothing but the account, finds in the note of a topic. */
async function noteElsewhere(
  browser: Parameters<typeof Person.arrive>[0],
  topic: Parameters<Person["noteOn"]>[0],
): Promise<string> {
  const other = await signedIn(browser);
  await toggle(other, words.topics[topic]).click();
  const text = await noteField(other).inputValue();
  await other.close();
  return text;
}

test("offline: says so, asks before the tab is closed, and saves by itself once back", async ({
  browser,
}) => {
  const person = await signedIn(browser);
  const { page, context } = person;
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await person.noteOn("hug", "typed in a tunnel");
  await noteField(person).blur();
  await person.saved();
  await context.setOffline(true);
  await noteField(person).fill("typed in a tunnel, and then some more");
  await expect(notYet(person)).toContainText(saving.kept);
  await expectRoomBelow(person);
  await noteField(person).press("End");
  await noteField(person).pressSequentially(" and on");

  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(noteField(person)).toHaveValue("typed in a tunnel, and then some more and on");
  expect(page.isClosed()).toBe(false);

  await context.setOffline(false);
  // Nobody presses anything.
  await expect(notYet(person)).toBeHidden();
  await person.saved();
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  expect(await noteElsewhere(browser, "hug")).toBe("typed in a tunnel, and then some more and on");
  await person.close();
});

test("a server that is not well is asked again until it is", async ({ browser }) => {
  const person = await signedIn(browser);
  let tries = 0;
  await person.context.route(VAULT, async (route) => {
    if (route.request().method() !== "PUT") return route.continue();
    tries += 1;
    if (tries > 2) return route.continue();
    return route.fulfill({ status: 503, contentType: "application/json", body: '{"error":"unavailable"}' });
  });
  await person.noteOn("kiss", "typed while the server was down");
  await noteField(person).blur();
  await expect(notYet(person)).toBeVisible();
  await expect(notYet(person)).toBeHidden();
  await person.saved();
  expect(tries).toBeGreaterThanOrEqual(3);
  expect(await noteElsewhere(browser, "kiss")).toBe("typed while the server was down");
  await person.close();
});

test("an answer that never comes back is no second edit", async ({ browser }) => {
  const person = await signedIn(browser);
  let lost = 0;
  await person.context.route(VAULT, async (route) => {
    if (route.request().method() !== "PUT" || lost > 0) return route.continue();
    lost += 1;
    // The server has stored it, and nobody here learns that.
    await route.fetch();
    return route.abort("connectionreset");
  });
  await person.noteOn("faceTouched", "stored, with the answer lost");
  await noteField(person).blur();
  await expect(notYet(person)).toBeVisible();
  await expect(notYet(person)).toBeHidden();
  await person.saved();
  expect(lost).toBe(1);
  await person.open("/sharing");
  await expect(person.page.getByRole("heading", { level: 1, name: words.sharing.title })).toBeVisible();
  await expect(person.page.getByRole("heading", { name: words.sharing.setAsideTitle })).toHaveCount(0);
  expect(await noteElsewhere(browser, "faceTouched")).toBe("stored, with the answer lost");
  await person.close();
});

test("two devices write: both are kept, and of one and the same note the other is set aside", async ({
  browser,
}) => {
  const laptop = await signedIn(browser);
  const phone = await signedIn(browser);
  const refused: number[] = [];
  laptop.page.context().on("response", (response) => {
    if (response.url().includes("/api/vault") && response.status() === 409) refused.push(response.status());
  });
  await laptop.context.route(VAULT, refuseWrites);
  await laptop.noteOn("tickling", "never, from the laptop");
  await expect(notYet(laptop)).toBeVisible();
  await laptop.answer("hugFromBehind", "whenTheyStart", "no");

  await phone.noteOn("tickling", "never, from the phone, later");
  await noteField(phone).blur();
  await phone.answer("holdingHands", "whenTheyStart", "welcome");
  await expect.poll(() => noteElsewhere(browser, "tickling")).toContain("phone");
  await phone.saved();

  await laptop.context.unroute(VAULT);
  await laptop.button(saving.tryAgain).click();
  await expect(notYet(laptop)).toBeHidden();
  await laptop.saved();
  expect(refused.length).toBeGreaterThan(0);

  await test.step("the later one stands, and the other is shown", async () => {
    await goBy(laptop.page, "home");
    await expect(laptop.page.getByText(words.sharing.setAsideTitle)).toBeVisible();
    await goBy(laptop.page, "sharing");
    await expect(laptop.page.getByRole("heading", { name: words.sharing.setAsideTitle })).toBeVisible();
    await expect(laptop.page.getByText("never, from the laptop")).toBeHidden();
    await setAside(laptop.page).click();
    await expect(laptop.page.getByText("never, from the laptop")).toBeVisible();
    expect(await noteElsewhere(browser, "tickling")).toBe("never, from the phone, later");
  });

  await test.step("what was written on other topics is all there", async () => {
    const third = await signedIn(browser);
    for (const [topic, answer] of [
      ["hugFromBehind", "no"],
      ["holdingHands", "welcome"],
    ] as const) {
      await toggle(third, words.topics[topic]).click();
      const group = third.page.getByRole("group", { name: words.comfort.whenTheyStart, exact: true });
      await expect(group.getByRole("radio", { name: words.answers[answer], exact: true })).toBeChecked();
    }
    await third.close();
  });

  await test.step("and the other can be brought back, on whichever device", async () => {
    await phone.open("/sharing");
    await setAside(phone.page).click();
    await phone.button(words.sharing.bringBack).click();
    await expect(phone.page.getByRole("heading", { name: words.sharing.setAsideTitle })).toHaveCount(0);
    await phone.saved();
    expect(await noteElsewhere(browser, "tickling")).toBe("never, from the laptop");
  });

  await test.step("which can be undone: the later one is back, and the other set aside again", async () => {
    await phone.button(words.ui.undo).click();
    await expect(setAside(phone.page)).toHaveCount(1);
    await phone.saved();
    expect(await noteElsewhere(browser, "tickling")).toBe("never, from the phone, later");
    await setAside(phone.page).click();
    await expect(phone.page.getByText("never, from the laptop")).toBeVisible();
  });
  await laptop.close();
  await phone.close();
});

test("locked while offline: what waits is kept sealed, and saved when it is opened again", async ({
  browser,
}) => {
  const text = "the last thing before it locked";
  const person = await signedIn(browser);
  const { page, context } = person;
  await context.setOffline(true);
  await person.noteOn("neckTouched", text);
  await noteField(person).blur();
  await expect(notYet(person)).toBeVisible();
  await shiftClock(page, 60 * 60_000);
  const locked = page.getByRole("heading", { level: 1, name: words.account.locked.title, exact: true });
  await expect(locked).toBeVisible();
  expectNone(await page.content(), [text]);
  expectNone(await traces(page), [text]);
  // Unlocking offline says why it cannot be, and neither the page nor the passphrase typed goes away.
  const passphrase = page.getByLabel(words.account.passphrase.label, { exact: true });
  await passphrase.fill(account.passphrase);
  await person.button(words.account.locked.unlock).click();
  await expect(page.getByText(words.problems.offline)).toBeVisible();
  await expect(locked).toBeVisible();
  await expect(passphrase).toHaveValue(account.passphrase);
  await context.setOffline(false);
  await person.button(words.account.locked.unlock).click();
  await expect(page.getByRole("heading", { level: 1, name: words.comfort.title })).toBeVisible();
  await person.saved();
  await expect.poll(() => noteElsewhere(browser, "neckTouched")).toBe(text);
  await person.close();
});

test("loaded again before it could be saved: it is still there, and goes", async ({ browser }) => {
  const text = "typed just before the tab went";
  const person = await signedIn(browser);
  const { page, context } = person;
  page.on("dialog", (dialog) => void dialog.accept());
  await context.route(VAULT, refuseWrites);
  await person.noteOn("hairTouched", text);
  await expect(notYet(person)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: words.comfort.title })).toBeVisible();
  await expect(notYet(person)).toBeVisible();
  await context.unroute(VAULT);
  await expect(notYet(person)).toBeHidden();
  await person.saved();
  expect(await noteElsewhere(browser, "hairTouched")).toBe(text);
  await person.close();
});

test("signed out elsewhere in the middle of a sentence: the passphrase saves it", async ({ browser }) => {
  const text = "half way through this the session ended";
  const person = await signedIn(browser);
  await person.noteOn("backTouched", "half way");
  await noteField(person).blur();
  await person.saved();
  const other = await arriveAs(browser, account);
  await other.signIn();
  await other.open("/settings");
  await other.button(words.settings.signOut.button).click();
  await other.button(words.settings.signOut.yes).click();
  await expect(other.page.getByRole("heading", { name: words.shell.signedOut.title })).toBeVisible();
  await other.close();

  await noteField(person).fill(text);
  await expect(notYet(person)).toContainText(saving.signedOut);
  await expect(noteField(person)).toHaveValue(text);
  await notYet(person).getByLabel(words.account.passphrase.label, { exact: true }).fill("not the passphrase");
  await person.button(saving.signIn).click();
  await expect(notYet(person).getByText(words.problems.wrong_passphrase)).toBeVisible();
  await notYet(person).getByLabel(words.account.passphrase.label, { exact: true }).fill(account.passphrase);
  await person.button(saving.signIn).click();
  await expect(notYet(person)).toBeHidden();
  await person.saved();
  expect(await noteElsewhere(browser, "backTouched")).toBe(text);
  await person.close();
});
