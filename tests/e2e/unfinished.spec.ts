import { expect, type Page } from "@playwright/test";
import { linkUp } from "./support/account";
import { shiftClock } from "./support/clock";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, traces } from "./support/traces";
import { words } from "./support/words";

/*
 * What is half-written outlives a lock and a page that is killed, sealed on this device: the name of something that is only being
 * added, and a line that goes out once it is left. Nobody sees it meanwhile.
 */

const { account, comfort, kinds, ui } = words;
const HALF = "quokka in the half";
const LINE = "numbat on the stairs";
/** Longer than a field waits before it hands on what is in it. */
const PAUSE_MS = 1000;

const locked = (page: Page) => page.getByRole("heading", { level: 1, name: account.locked.title });

/** Nobody touches anything for longer than the idle time; then the passphrase is typed. */
async function lockAndUnlock(person: Person): Promise<void> {
  const { page } = person;
  await page.waitForTimeout(PAUSE_MS);
  await shiftClock(page, 30 * 60_000);
  await expect(locked(page)).toBeVisible();
  expectNone(await traces(page), [HALF, LINE]);
  await page.getByLabel(account.passphrase.label, { exact: true }).fill(person.passphrase);
  await person.button(account.locked.unlock).click();
  await expect(locked(page)).toBeHidden();
}

/** The page is gone without a word, and another one opens. */
async function killAndOpen(person: Person, path: string): Promise<Page> {
  await person.page.waitForTimeout(PAUSE_MS);
  await person.page.close({ runBeforeUnload: false });
  const page = await person.context.newPage();
  await page.goto(`/en${path}`);
  return page;
}

test("the half-written name of a topic or a moment stands there after a lock and after the page was killed", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  await person.signUp();
  const name = (page: Page) => page.getByLabel(comfort.ownName);

  await person.go("/comfort");
  await person.button(comfort.addOwn).nth(1).click();
  await expect(name(person.page)).toBeFocused();
  await name(person.page).pressSequentially(HALF);
  await lockAndUnlock(person);
  await expect(name(person.page)).toHaveValue(HALF);
  await expect(name(person.page)).not.toBeFocused();

  await person.go("/support");
  await person.button(kinds.support.pickOwn).click();
  await person.page.getByLabel(kinds.support.ownName).pressSequentially(LINE);
  const page = await killAndOpen(person, "/comfort");
  await expect(name(page)).toHaveValue(HALF);
  await page.getByRole("button", { name: ui.add, exact: true }).click();
  await expect(page.getByRole("button", { name: HALF })).toHaveAttribute("aria-expanded", "true");
  await page.goto("/en/support");
  await expect(page.getByLabel(kinds.support.ownName)).toHaveValue(LINE);
  await page.getByRole("button", { name: ui.cancel, exact: true }).click();

  // What was added, or was not to be, is not offered again.
  for (const path of ["/comfort", "/support"]) {
    await page.goto(`/en${path}`);
    await expect(
      page
        .getByRole("button", { name: path === "/comfort" ? comfort.addOwn : kinds.support.pickOwn })
        .first(),
    ).toBeVisible();
    await expect(page.getByLabel(comfort.ownName).or(page.getByLabel(kinds.support.ownName))).toHaveCount(0);
  }
  await person.close();
});

test("a half-written line of a shared list is there after a lock, and with nobody else until it is left", async ({
  browser,
}) => {
  const [writer, reader] = [await Person.arrive(browser), await Person.arrive(browser)];
  await Promise.all([writer.signUp(), reader.signUp()]);
  await linkUp(writer, reader);
  const { page } = writer;
  await writer.addHardMoment({ name: "Night", signs: ["I go pale"], helps: [] }, ["signs", "pleaseDont"]);
  const list = page.getByRole("group", { name: kinds.hardMoment.parts.pleaseDont.label, exact: true });
  await writer.button(kinds.hardMoment.parts.pleaseDont.add, list).click();
  await list.getByRole("textbox").pressSequentially(LINE);
  await lockAndUnlock(writer);
  const seen = await reader.look();
  await expect(seen.getByText("I go pale")).toBeVisible();
  await expect(seen.getByText(LINE)).toHaveCount(0);

  // Opened and closed again, it goes nowhere either.
  const row = page.getByRole("button", { name: /^Night/ });
  for (const isOpen of [true, false, true]) {
    await row.click();
    await expect(row).toHaveAttribute("aria-expanded", String(isOpen));
  }
  await expect(list.getByRole("textbox")).toHaveValue(LINE);
  await writer.saved();
  await reader.look();
  await expect(seen.getByText(LINE)).toHaveCount(0);

  await list.getByRole("textbox").focus();
  await list.getByRole("textbox").blur();
  await writer.saved();
  await reader.look();
  await expect(seen.getByText(kinds.hardMoment.parts.pleaseDont.theirs)).toBeVisible();
  await expect(seen.getByText(LINE)).toBeVisible();
  await Promise.all([writer.close(), reader.close()]);
});

test("a press right after typing is not lost, although what was typed makes the page longer", async ({
  browser,
}) => {
  const person = await Person.arrive(browser, { viewport: { width: 320, height: 640 }, hasTouch: true });
  await person.signUp();
  await person.go("/hard-moments");
  const { page } = person;
  for (const press of ["click", "tap"] as const) {
    await person.button(kinds.hardMoment.add).click();
    const name = page.getByRole("textbox", { name: kinds.hardMoment.parts.name.label, exact: true });
    const list = page.getByRole("group", { name: kinds.hardMoment.parts.signs.label, exact: true });
    await expect(name).toBeVisible();
    // Its title grows by more than the height of the button.
    await name.fill(`${press} ${"long ".repeat(50)}`);
    await person.button(kinds.hardMoment.parts.signs.add, list)[press]();
    await expect(list.getByRole("textbox")).toHaveCount(1);
    await person.saved();
  }
  await expect(person.button(ui.undo)).toHaveCount(0);
  await person.close();
});
