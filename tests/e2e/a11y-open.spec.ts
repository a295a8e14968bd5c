import fs from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { guidanceSlugs } from "@/lib/domain/guidance/slugs";
import { rehearsalSlugs } from "@/lib/domain/rehearsal/slugs";
import { openAll, test } from "./support/page-check";
import { Person } from "./support/person";
import { words } from "./support/words";

/*
 * Each page that anyone can open, and each text: axe and the W3C's checker find nothing on it, nothing scrolls sideways on a
 * phone, and no page does what its policy forbids (`support/page-check.ts`, and `close` of a person).
 */

// Each is by itself, so they go to whichever worker is free.
test.describe.configure({ mode: "parallel" });

const { account } = words;

test("every page as it is sent", async ({ markup }) => {
  const built = ".next/server/app";
  let read = 0;
  for (const file of fs.readdirSync(built, { recursive: true, encoding: "utf8" })) {
    // Next.js writes this one by itself, for when nothing else can be drawn, and gives it no language.
    if (!file.endsWith(".html") || file === "_global-error.html") continue;
    read += 1;
    expect.soft(await markup.findings(fs.readFileSync(path.join(built, file), "utf8")), file).toEqual([]);
  }
  expect(read).toBeGreaterThan(0);
});

/** Texts of one kind differ in their words alone: one of them is looked at in full. */
const looksOf = (slug: string, [first]: readonly string[]) => (slug === first ? "all" : "one");

for (const path of [
  "",
  "/limits",
  "/before-linking",
  "/guidance",
  "/rehearsal",
  "/sign-up",
  "/recover",
  "/link",
  "/nowhere",
  "/guidance/what-to-say",
]) {
  test(`page /en${path}`, async ({ browser, check }) => {
    const person = await Person.arrive(browser);
    await person.open(path);
    await check(person.page, path);
    await person.close();
  });
}

for (const slug of guidanceSlugs) {
  test(`page /en/guidance/${slug}`, async ({ browser, check }) => {
    const person = await Person.arrive(browser);
    await person.open(`/guidance/${slug}`);
    await check(person.page, `/guidance/${slug}`, looksOf(slug, guidanceSlugs));
    await person.close();
  });
}

for (const slug of rehearsalSlugs) {
  test(`page /en/rehearsal/${slug}, with all that can be said in it`, async ({ browser, check }) => {
    const person = await Person.arrive(browser);
    await person.open(`/rehearsal/${slug}`);
    await openAll(person.page);
    await check(person.page, `/rehearsal/${slug}, open`, looksOf(slug, rehearsalSlugs));
    await person.close();
  });
}

test("page /en/rehearsal/quiet-evening, as it begins and gone through to an end", async ({
  browser,
  check,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.open("/rehearsal/quiet-evening");
  await check(page, "/rehearsal/quiet-evening");
  const offered = page.locator("main details:not([open]) > summary").filter({ visible: true });
  while ((await offered.count()) > 0) await offered.first().click();
  await check(page, "/rehearsal/quiet-evening, gone through to an end");
  await person.close();
});

for (const [path, opened] of [
  ["/help", "every country open"],
  ["/what-the-host-sees", "every part open"],
] as const) {
  test(`page /en${path}, closed and with ${opened}`, async ({ browser, check }) => {
    const person = await Person.arrive(browser);
    await person.open(path);
    await check(person.page, path);
    await openAll(person.page);
    await check(person.page, `${path}, ${opened}`);
    await person.close();
  });
}

test("page /en/grounding, with every exercise open and one under way", async ({ browser, check }) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.open("/grounding");
  await check(page, "/grounding");
  await openAll(page);
  await person.button(words.grounding.step).first().click();
  await check(page, "/grounding, every exercise open and one under way");
  await person.close();
});

for (const path of ["/home", "/comfort"]) {
  test(`page /en${path}, signed out`, async ({ browser, check }) => {
    const person = await Person.arrive(browser);
    await person.open(path);
    await expect(person.page.getByRole("heading", { name: words.shell.signedOut.title })).toBeVisible();
    await check(person.page, `${path}, signed out`);
    await person.close();
  });
}

test("page /en/link, a broken link", async ({ browser, check }) => {
  const person = await Person.arrive(browser);
  await person.open("/link#1~broken");
  await expect(person.page.getByText(words.problems.invite_malformed)).toBeVisible();
  await check(person.page, "/link, a broken link");
  await person.close();
});

test("page /en/sign-in, as it begins, nothing typed, and refused", async ({ browser, check }) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.open("/sign-in");
  await check(page, "/sign-in");
  await person.button(account.signIn.submit).click();
  await expect(page.getByText(account.handle.missing)).toBeVisible();
  await check(page, "/sign-in, nothing typed");
  await page.getByLabel(account.handle.label, { exact: true }).fill("no-such-handle-77");
  await page.getByLabel(account.passphrase.label, { exact: true }).fill("not a passphrase of anyone");
  await page.getByRole("button", { name: words.ui.showPassphrase }).first().click();
  await person.button(account.signIn.submit).click();
  await expect(page.getByText(words.problems.wrong_passphrase)).toBeVisible();
  await check(page, "/sign-in, refused");
  await person.close();
});

test("page /en/sign-up, its steps", async ({ browser, check }) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.open("/sign-up");
  await expect(page.getByLabel(account.handle.label, { exact: true })).not.toHaveValue("");
  const row = page.getByRole("list", { name: account.choose.words }).getByRole("listitem");
  await expect(row).toHaveCount(6);
  await check(page, "/sign-up, suggested words");
  await person.button(account.choose.own).click();
  await page.getByLabel(account.passphrase.label, { exact: true }).fill("too short");
  await person.button(account.next).click();
  await expect(page.getByText(account.passphrase.short)).toBeVisible();
  await check(page, "/sign-up, own words, too short");
  await person.button(account.choose.useSuggested).click();
  await expect(row).toHaveCount(6);
  await person.button(account.next).click();
  await expect(page.getByTestId("recovery-code")).toBeVisible();
  await check(page, "/sign-up, the code");
  await person.button(account.code.written).click();
  await page.getByLabel(account.code.confirmLabel).fill("not it");
  await person.button(account.signUp.submit).click();
  await expect(page.getByText(account.code.different)).toBeVisible();
  await check(page, "/sign-up, the code typed back wrong");
  await person.close();
});
