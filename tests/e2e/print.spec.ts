import { expect, type Page } from "@playwright/test";
import { linkUp } from "./support/account";
import { printed, wordsOnPaper } from "./support/paper";
import { SIGNED_IN_PATHS } from "./support/paths";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * What prints: what limits and what helps, of the page that stands on the screen for it, by the button and by the browser's own way.
 * No name, no day, nothing that opens. Any other signed-in page prints one line.
 */

const NAME = "Rowan";
const SIGN = "two taps on your arm";
const MOMENT = "the door that slams";
const CALMS = "sit down beside me";
const { kinds, paper, sheet, sharing, topics } = words;

/** What nobody may find on paper, whoever prints it. */
const expectNeutral = (text: string, ...people: Person[]) => {
  for (const one of [NAME, "Stile", ...people.map(({ handle }) => handle), "localhost", words.theirs.title])
    expect(text.toLowerCase()).not.toContain(one.toLowerCase());
  expect(text).not.toMatch(/\b(20\d\d|\d{1,2}[/.:]\d{1,2})\b/);
};

let writer: Person;
let reader: Person;

test.beforeAll(async ({ browser }) => {
  writer = await Person.arrive(browser);
  reader = await Person.arrive(browser);
  await writer.signUp();
  await reader.signUp();
  await linkUp(writer, reader);
  await writer.answer("tickling", "whenTheyStart", "no");
  await writer.answer("hug", "whenTheyStart", "welcome");
  await writer.answer("kiss", "whenTheyStart", "notNow");
  for (const topic of ["tickling", "hug"] as const) await writer.tick(topics[topic], ["whenTheyStart"]);
  await writer.saved();
  await writer.addHardMoment({ name: MOMENT, signs: [], helps: [CALMS] }, ["helps"]);
  await writer.go("/when-i-cannot-speak");
  const { stopSign } = kinds.noWords.parts;
  await writer.fillList(stopSign.label, stopSign.add, [SIGN]);
  await writer.saved();
  const { page } = reader;
  await reader.open("/linking");
  await page.getByRole("textbox", { name: words.link.linked.label }).fill(NAME);
  const stored = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.getByRole("textbox", { name: words.link.linked.label }).blur();
  await stored;
  await reader.saved();
});
test.afterEach(() => expect([...writer.complaints, ...reader.complaints]).toEqual([]));
test.afterAll(() => Promise.all([writer.close(), reader.close()]));

/** Presses "Print", reads what is said before, presses on; what would have been on paper then. */
async function printByButton(person: Person): Promise<string> {
  const { page } = person;
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = document.querySelector(".paper")?.textContent ?? "";
    };
  });
  await person.button(paper.print).click();
  const panel = page.getByRole("group", { name: paper.leftOut });
  await expect(panel).toContainText(paper.found);
  await expect(panel).toContainText(paper.edges);
  await expect(person.button(paper.no)).toBeFocused();
  await person.button(paper.yes).click();
  return (await page.locator("body").getAttribute("data-printed")) ?? "";
}

/** The same words by Ctrl+P and in a file, where they can be read from one. */
async function expectPrints(page: Page, on: readonly string[], off: readonly string[]): Promise<void> {
  const { title, words: inFile } = await printed(page);
  expect(title).toBe(words.meta.title);
  await expect(page).toHaveTitle(words.meta.title);
  const seen = await wordsOnPaper(page);
  expect(seen.startsWith(sheet.standing)).toBe(true);
  for (const text of inFile === null ? [seen] : [seen, inFile]) {
    for (const one of on) expect(text).toContain(one);
    for (const one of off) expect(text).not.toContain(one);
    expectNeutral(text, writer, reader);
  }
}

test("their page prints what limits and what helps, and no name", async () => {
  const { page } = reader;
  await reader.look();
  await expect(page.getByText(topics.hug)).toBeVisible();
  await expect(page.getByTestId("paper")).toHaveCount(0);
  const on = [sheet.standing, paper.old, topics.tickling, words.answers.no, CALMS];
  const off = [topics.hug, words.answers.welcome, MOMENT, topics.kiss, sheet.ends, paper.print];
  await expectPrints(page, on, off);
  // Looking at it as it prints leaves nothing behind on the screen.
  await expect(page.getByTestId("paper")).toHaveCount(0);
  const asked = await printByButton(reader);
  for (const one of on) expect(asked).toContain(one);
  for (const one of off) expect(asked).not.toContain(one);
  await expectPrints(page, on, off);
  await expect(page.getByTestId("paper")).toBeHidden();
});

test("an exercise that is open over it prints nothing of it", async () => {
  const { page } = reader;
  await reader.look();
  await page.getByRole("link", { name: words.grounding.open, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.grounding.title })).toBeVisible();
  expect(await wordsOnPaper(page)).toBe(paper.nothing);
});

test("what they see of one's own prints once it is open, and the same of it", async () => {
  const { page } = writer;
  await writer.open("/sharing");
  await expect(writer.button(sharing.preview)).toBeVisible();
  expect(await wordsOnPaper(page)).toBe(paper.nothing);
  await writer.button(sharing.preview).click();
  await expectPrints(
    page,
    [topics.tickling, words.answers.no, CALMS],
    [topics.hug, words.answers.welcome, SIGN, topics.kiss, sharing.title],
  );
});

test("one's own card prints what limits and what helps of everything, shared or not", async () => {
  const { page } = writer;
  await writer.open("/my-card");
  await expect(page.getByText(SIGN)).toBeVisible();
  const on = [topics.tickling, topics.kiss, words.answers.notNow, SIGN, CALMS, MOMENT];
  const off = [topics.hug, words.answers.welcome, paper.card.title];
  for (const one of off.slice(0, 2)) await expect(page.getByRole("main")).not.toContainText(one);
  await expectPrints(page, on, off);
  const asked = await printByButton(writer);
  for (const one of on) expect(asked).toContain(one);
});

test("every other page of the app prints one line, and so does a locked one", async () => {
  const { page } = writer;
  for (const path of ["/home", "/settings/held", ...SIGNED_IN_PATHS.filter((one) => one !== "/my-card")]) {
    await writer.open(path);
    await page.getByRole("navigation", { name: words.ui.navigation }).first().waitFor({ state: "attached" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    if (path === "/theirs") continue;
    expect(await wordsOnPaper(page), path).toBe(paper.nothing);
  }
  await writer.open("/comfort");
  await expect(page.getByText(topics.tickling)).toBeVisible();
  const { sheets, title, words: inFile } = await printed(page);
  expect([sheets, title]).toEqual([1, words.meta.title]);
  expect([paper.nothing, null]).toContain(inFile);

  await writer.open("/my-card");
  await expect(page.getByText(SIGN)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByTestId("paper")).toBeVisible();
  await page.emulateMedia({ media: null });
  await writer.go("/settings");
  await writer.button(words.settings.lock.now).click();
  await expect(page.getByRole("heading", { level: 1, name: words.account.locked.title })).toBeVisible();
  expect(await wordsOnPaper(page)).toBe(paper.nothing);
  expect(await page.content()).not.toContain(SIGN);
});
