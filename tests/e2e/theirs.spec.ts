import { expect, type Page } from "@playwright/test";
import { linkUp } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * Their page on a phone: its way back leads out of what was opened one step at a time, and says nothing of it on the way; and a
 * long name pushes nothing off the screen.
 */

const MOMENT = "the door that slams";
const SIGN = "my hands go still";
const NAME = "Wolfeschlegelsteinhausenbergerdorffsmith";
const PHONE = { width: 320, height: 640 };

async function expectFits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
}

test("the way back goes step by step, and a long name fits", async ({ browser }) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await writer.signUp();
  await reader.signUp();
  await linkUp(writer, reader);
  await writer.addHardMoment({ name: MOMENT, signs: [SIGN], helps: [] }, ["name", "signs"]);
  await writer.addSupport("panic", { steps: ["sit down beside me"] }, ["steps"]);
  await writer.saved();

  const { page } = reader;
  await page.setViewportSize(PHONE);
  const { theirs, sheet } = words;
  const opener = page.getByRole("button", { name: new RegExp(theirs.helpNow) });
  const question = page.getByText(sheet.helpNow.choose);

  await test.step("the way back leads from a moment to the card, and from the card to their page", async () => {
    await reader.open("/home");
    await page
      .getByRole("link", { name: words.shell.nav.theirs, exact: true })
      .filter({ visible: true })
      .click();
    await expect(page.getByText(sheet.standing)).toBeVisible();
    // The title comes with what is fetched for the page, which may be a moment later.
    await expect(page).toHaveTitle(/./);
    const title = await page.title();
    const address = page.url();
    for (let round = 0; round < 2; round++) {
      await opener.click();
      await page.getByRole("button", { name: MOMENT }).click();
      await expect(page.getByRole("heading", { level: 2, name: MOMENT })).toBeVisible();
      // Exercises open over it, and close back onto it.
      await page.getByRole("link", { name: sheet.helpNow.grounding }).click();
      await expect(page.getByRole("heading", { level: 1, name: words.grounding.title })).toBeVisible();
      expect([page.url(), await page.title()]).toEqual([address, title]);
      expect(await page.evaluate(() => JSON.stringify(history.state))).not.toMatch(/door|slams|moment/i);
      await page.goBack();
      await expect(page.getByRole("heading", { level: 2, name: MOMENT })).toBeVisible();
      await page.goBack();
      await expect(question).toBeVisible();
      await page.goBack();
      await expect(page.getByText(sheet.standing)).toBeVisible();
      await expect(opener).toBeFocused();
    }
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: words.home.title })).toBeVisible();
  });

  await test.step("the ways on the screen lead the same way, and leave no step behind", async () => {
    await page
      .getByRole("link", { name: words.shell.nav.theirs, exact: true })
      .filter({ visible: true })
      .click();
    await opener.click();
    await page.getByRole("button", { name: MOMENT }).click();
    await reader.button(sheet.helpNow.another).click();
    await expect(question).toBeVisible();
    await page.getByRole("button", { name: MOMENT }).click();
    await expect(page.getByRole("heading", { level: 2, name: MOMENT })).toBeVisible();
    await reader.button(theirs.backToPage).click();
    await expect(page.getByText(sheet.standing)).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: words.home.title })).toBeVisible();
  });

  await test.step("a name of forty letters", async () => {
    await reader.open("/linking");
    await page.getByRole("textbox", { name: words.link.linked.label }).fill(NAME);
    // What says "Saved" may still be what was saved before.
    const stored = reader.context.waitForEvent("response", (response) => {
      const asked = response.request();
      return asked.method() === "PUT" && new URL(asked.url()).pathname === "/api/vault";
    });
    await page.getByRole("textbox", { name: words.link.linked.label }).blur();
    await stored;
    await reader.saved();
    await reader.look();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(NAME);
    await expectFits(page);
    await opener.click();
    await expectFits(page);
  });

  await writer.close();
  await reader.close();
});
