import { expect, type Page } from "@playwright/test";
import { goBy } from "./support/account";
import { askedDuring, heading, link } from "./support/page";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * Texts and the app: from one's own pages a text opens without losing what is open, and keeps the tabs; loaded as a document it
 * says nothing of anybody, and leads into the app and out of it.
 */

/** Marks the document that is open, to tell later whether it is still there. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { stillHere: true }));
const isMarked = (page: Page) => page.evaluate(() => "stillHere" in window);

/** From one's own pages to a text by the links on the screen, for somebody who is not linked. */
async function openSoftly(page: Page): Promise<void> {
  await goBy(page, "theirs");
  await link(page.getByRole("main"), words.theirs.notLinked.action).click();
  await link(page.getByRole("main"), words.link.what.before).click();
  await expect(heading(page, words.beforeLinking.title)).toBeVisible();
}

/** To a text and back, and the document stays the same throughout. */
async function intoATextAndBack(person: Person): Promise<void> {
  const { page } = person;
  await mark(page);
  const asked = await askedDuring(page, () => openSoftly(page));
  // By the router's own request: a document was not asked for.
  expect(asked.filter((one) => one.startsWith("document "))).toEqual([]);
  expect(asked).toContain("fetch /en/before-linking");
  await link(page.getByRole("banner"), words.site.yourPages).click();
  await person.atHome();
  await expect(person.button(words.home.lock)).toBeVisible();
  expect(await isMarked(page)).toBe(true);
}

test("a text opens softly from one's own pages, and the vault stays open", async ({ browser }) => {
  const person = await Person.arrive(browser);
  await person.signUp();
  await intoATextAndBack(person);
  await person.close();
});

test("so it does where the browser's store is refused, and nothing could be opened again", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  // It is the worker that asks for it, where no script of a test runs.
  let refused = 0;
  await person.context.route("**/_next/static/chunks/turbopack-worker-*.js*", async (route) => {
    refused += 1;
    const answer = await route.fetch();
    const refusing =
      'IDBFactory.prototype.open = () => { throw new DOMException("refused", "SecurityError"); };\n';
    await route.fulfill({ response: answer, body: refusing + (await answer.text()) });
  });
  await person.signUp();
  await intoATextAndBack(person);
  expect(refused).toBeGreaterThan(0);
  // A document loaded anew has nothing to open the vault with: here the way through a text would have locked it.
  await person.page.reload();
  await expect(person.button(words.account.locked.unlock)).toBeVisible();
  await person.close();
});

const tabs = (page: Page) => page.getByRole("navigation", { name: words.ui.navigation });

async function signOut(person: Person): Promise<void> {
  await person.open("/settings");
  await person.button(words.settings.signOut.button).click();
  await person.button(words.settings.signOut.yes).click();
  await expect(heading(person.page, words.shell.signedOut.title)).toBeVisible();
}

/** Where the way from a text to the start leads, which the text itself says of nobody. */
async function startLeads(page: Page, text: string): Promise<string> {
  await page.goto(`/en${text}`);
  const start = link(page, words.site.back);
  await expect(start).toHaveAttribute("href", "/en");
  await start.click();
  await page.waitForURL((url) => url.pathname !== `/en${text}`);
  return new URL(page.url()).pathname;
}

test("guidance, a moment to practise and the limits keep the tabs inside the app, and lead home", async ({
  browser,
}) => {
  const person = await Person.arrive(browser, { viewport: { width: 320, height: 640 } });
  const { page } = person;
  await person.signUp();
  await mark(page);
  const main = page.getByRole("main");
  await main.getByRole("link", { name: words.home.guidance.title }).click();
  await expect(heading(page, words.guidance.title)).toBeVisible();
  await expect(tabs(page).getByRole("link")).toHaveCount(5);
  await link(main, words.guidance.doors.rehearsal).click();
  await expect(heading(page, words.rehearsal.title)).toBeVisible();
  await expect(tabs(page)).toBeInViewport();
  await main.getByRole("region", { name: words.rehearsal.otherSides }).getByRole("link").first().click();
  await expect(page.getByText(words.rehearsal.practiceOtherSide)).toBeVisible();
  // The ways out of it stand above the tabs, and neither hides the other.
  const ways = page.getByRole("navigation", { name: words.rehearsal.atHand }).getByRole("link");
  for (const way of await ways.all()) await way.click({ trial: true });
  await tabs(page).getByRole("link").first().click({ trial: true });

  await link(page.getByRole("contentinfo"), words.site.limits).click();
  await expect(heading(page, words.limits.title)).toBeVisible();
  await expect(tabs(page)).toBeInViewport();
  await link(page, words.site.back).click();
  await person.atHome();
  await expect(person.button(words.home.lock)).toBeVisible();
  expect(await isMarked(page)).toBe(true);
  await person.close();
});

test("a text loaded anew leads home for somebody who is signed in or locked here, and to the start after signing out", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  expect(await startLeads(page, "/limits")).toBe("/en");
  await person.signUp();
  for (const text of ["/limits", "/guidance", "/help"]) {
    expect(await startLeads(page, text)).toBe("/en/home");
    await expect(person.button(words.home.lock)).toBeVisible();
  }
  await person.button(words.home.lock).click();
  await expect(person.button(words.account.locked.unlock)).toBeVisible();
  expect(await startLeads(page, "/limits")).toBe("/en/home");
  await expect(person.button(words.account.locked.unlock)).toBeVisible();
  await page.getByLabel(words.account.passphrase.label, { exact: true }).fill(person.passphrase);
  await person.button(words.account.locked.unlock).click();
  await person.atHome();
  await signOut(person);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(await startLeads(page, "/limits")).toBe("/en");
  await expect(link(page.getByRole("main"), words.landing.signUp)).toBeVisible();
  await person.close();
});

test("the tabs of a text go once another tab has signed out, and what was opened in it stays open", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  await page.getByRole("main").getByRole("link", { name: words.home.guidance.title }).click();
  await link(page.getByRole("main"), words.guidance.doors.rehearsal).click();
  await page.getByRole("region", { name: words.rehearsal.listTitle }).getByRole("link").first().click();
  await page.locator("main summary").first().click();
  await expect(tabs(page)).toBeVisible();
  await mark(page);
  const other = await person.beside();
  await other.open("/home");
  await expect(other.button(words.home.lock)).toBeVisible();
  await signOut(other);
  await expect(tabs(page)).toHaveCount(0);
  await expect(page.locator("main details[open]")).toHaveCount(1);
  await expect(link(page.getByRole("banner"), words.site.toStart)).toHaveAttribute("href", "/en");
  expect(await isMarked(page)).toBe(true);
  await person.close();
});

test("a text that is loaded anew says nothing of who is signed in, and leads back into the app", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.open("/before-linking");
  const before = await page.content();
  await person.signUp();
  // What goes on behind the screen after a passphrase is over.
  await page.waitForLoadState("networkidle");
  const asked = await askedDuring(page, async () => {
    await page.goto("/en/before-linking", { waitUntil: "networkidle" });
  });
  expect(await page.content()).toBe(before);
  expect(asked.filter((one) => one.includes("/api/"))).toEqual([]);
  await link(page.getByRole("banner"), words.site.yourPages).click();
  await person.atHome();
  await expect(person.button(words.home.lock)).toBeVisible();
  await person.close();
});

test("Back leads out of a text that was opened softly and then loaded anew, and so does Forward into it", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  await openSoftly(page);
  await page.reload();
  await expect(heading(page, words.beforeLinking.title)).toBeVisible();
  // A place within the text is no other page.
  await mark(page);
  await link(page, words.ui.skipToContent).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
  await page.goBack();
  expect(await isMarked(page)).toBe(true);
  await page.goBack();
  await expect(page).toHaveURL(/\/en\/linking$/);
  await expect(heading(page, words.link.title)).toBeVisible();
  await page.goForward();
  await expect(heading(page, words.beforeLinking.title)).toBeVisible();
  await person.close();
});
