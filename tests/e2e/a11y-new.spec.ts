import { expect } from "@playwright/test";
import { openAll, test } from "./support/page-check";
import { SIGNED_IN_PATHS } from "./support/paths";
import { Person } from "./support/person";
import { words } from "./support/words";

/*
 * Each page of a new account, as `a11y-open.spec.ts` says it of those that anyone can open. All of them are looked at on one
 * device, which nothing but the last test changes.
 */

const { account } = words;
let person: Person;

test.beforeAll(async ({ browser }) => {
  person = await Person.arrive(browser);
  await person.signUp();
});
// Told with the page that it came from.
test.afterEach(() => expect(person.complaints).toEqual([]));
test.afterAll(() => person.close());

/** Opens a page of the vault, and waits until it is drawn. */
async function open(path: string): Promise<void> {
  await person.open(path);
  await expect(person.page.getByRole("navigation", { name: words.ui.navigation }).first()).toBeAttached();
}

test("page /en/home, as signing up ends", async ({ check }) => {
  await person.atHome();
  await check(person.page, "/home, new");
});

for (const path of SIGNED_IN_PATHS) {
  test(`page /en${path}, new`, async ({ check }) => {
    await open(path);
    await check(person.page, `${path}, new`);
  });
}

test("page /en/settings, with an exercise, the help lines and a question in its place", async ({ check }) => {
  const { page } = person;
  await open("/settings");
  await page.getByRole("link", { name: words.grounding.open, exact: true }).click();
  await check(page, "/settings, an exercise in its place");
  await person.button(words.grounding.back).click();
  await page.getByRole("link", { name: words.settings.help, exact: true }).click();
  await openAll(page);
  await check(page, "/settings, the help lines in its place");
  await person.button(words.grounding.back).click();
  await person.button(words.settings.signOut.button).click();
  await check(page, "/settings, the question");
});

test("page /en/linking, a broken link", async ({ check }) => {
  const { page } = person;
  await open("/linking");
  await page.getByLabel(words.link.paste.label).fill("https://example.org/en/link#nothing");
  await person.button(words.link.paste.button).click();
  await expect(page.getByText(words.problems.invite_malformed)).toBeVisible();
  await check(page, "/linking, a broken link");
});

test("locked, and a wrong passphrase", async ({ check }) => {
  const { page } = person;
  await open("/home");
  await person.button(words.home.lock).click();
  await expect(person.button(words.account.locked.unlock)).toBeVisible();
  await check(page, "locked");
  await page.getByLabel(account.passphrase.label, { exact: true }).fill("not the passphrase at all");
  await person.button(account.locked.unlock).click();
  await expect(page.getByText(account.locked.wrong)).toBeVisible();
  await check(page, "locked, a wrong passphrase");
});
