import { expect } from "@playwright/test";
import { FOLD_EVERY } from "@/lib/client/engine/items-plan";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * What a check-in says to hard answers: in its own place, for as long as the answer stands, and kindly at the end.
 */

const { checkIn } = words;
const { parts } = words.kinds.checkIn;
const DAY_MS = 24 * 60 * 60 * 1000;

test("a line that was crossed has words of its own, there while the answer stands", async ({ browser }) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  await person.go("/check-in");
  await person.button(checkIn.new).click();
  const question = page.getByRole("group", { name: parts.crossedLine.label });
  const pick = (word: keyof typeof parts.crossedLine.choices) =>
    question.getByRole("radio", { name: parts.crossedLine.choices[word].mine, exact: true }).check();
  const yes = page.getByRole("status").filter({ hasText: checkIn.crossed.yes.title });
  const notSure = page.getByRole("status").filter({ hasText: checkIn.crossed.notSure.title });

  await pick("no");
  await expect(yes).toHaveCount(0);
  await pick("notSure");
  await expect(notSure).toContainText(checkIn.crossed.decide);
  await pick("yes");
  await expect(notSure).toHaveCount(0);
  await expect(yes).toContainText(checkIn.crossed.decide);
  // The other offer is for other answers.
  await expect(page.getByText(checkIn.care.title)).toHaveCount(0);

  // Folded to a line, by the keyboard too; never gone while the answer stands.
  await person.button(checkIn.crossed.fold, yes).press("Enter");
  await expect(yes).toHaveCount(0);
  await expect(person.button(checkIn.crossed.unfold)).toBeFocused();
  await person.button(checkIn.crossed.unfold).press("Enter");
  await expect(person.button(checkIn.crossed.fold, yes)).toBeFocused();
  await person.saved();

  await person.button(checkIn.done).click();
  await expect(page.getByText(checkIn.doneKindly)).toBeVisible();
  await expect(page.getByText(checkIn.doneWords, { exact: true })).toHaveCount(0);

  // An earlier one that is opened again.
  await page.locator("main li button").first().click();
  await expect(yes).toBeVisible();
  await pick("no");
  await expect(yes).toHaveCount(0);
  await expect(person.button(checkIn.crossed.unfold)).toHaveCount(0);
  await person.saved();
  await person.button(checkIn.done).click();
  await expect(page.getByText(checkIn.doneWords, { exact: true })).toBeVisible();
  await person.close();
});

test("the end says nothing of which hard answer it was", async ({ browser }) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  const ends: string[] = [];
  for (const [question, word] of [
    ["today", parts.today.choices.veryHard.mine],
    ["bodySafety", parts.bodySafety.choices.notSafe.mine],
    ["crossedLine", parts.crossedLine.choices.notSure.mine],
    ["crossedLine", parts.crossedLine.choices.yes.mine],
  ] as const) {
    await person.checkIn([{ question, word }]);
    ends.push(await page.getByRole("main").getByRole("status").first().innerText());
  }
  expect(new Set(ends).size).toBe(1);
  expect(ends[0]).toContain(checkIn.doneKindly);
  await person.close();
});

test("check-ins of months ago are fetched when asked for, and nothing is lost when they cannot be", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page, context } = person;
  await person.signUp();
  await person.go("/check-in");
  // A day that is months ago, for the screen alone: nobody was away.
  await page.evaluate((ms) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...of: [] | [number]) {
        super(of[0] ?? Real.now() - ms);
      }
    } as DateConstructor;
  }, 100 * DAY_MS);
  await person.button(checkIn.new).click();
  const today = page.getByRole("group", { name: parts.today.label });
  const pick = (word: keyof typeof parts.today.choices) =>
    today.getByRole("radio", { name: parts.today.choices[word].mine, exact: true }).check();
  await pick("good");
  await person.saved();
  await page.reload();
  // Edits go where they belong after some twenty.
  await person.checkIn([{ question: "today", word: parts.today.choices.mixed.mine }]);
  const earlier = page.locator("main li button");
  await expect(earlier).toHaveCount(2);
  await earlier.first().click();
  for (let round = 0; round < FOLD_EVERY; round++) {
    await pick(round % 2 ? "heavy" : "good");
    await person.saved();
  }

  await page.reload();
  const { past } = checkIn;
  await expect(earlier).toHaveCount(1);
  await expect(page.getByText(past.older)).toBeVisible();
  await context.setOffline(true);
  await person.button(past.readOlder).click();
  await expect(page.getByText(words.problems.offline)).toBeVisible();
  await context.setOffline(false);
  await person.button(past.readOlder).press("Enter");
  await expect(earlier).toHaveCount(2);
  await expect(page.getByText(past.allRead)).toBeFocused();
  await expect(person.button(past.readOlder)).toHaveCount(0);
  await earlier.last().click();
  await expect(today.getByRole("radio", { name: parts.today.choices.good.mine, exact: true })).toBeChecked();
  await person.close();
});
