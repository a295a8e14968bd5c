import { expect } from "@playwright/test";
import { linkUp } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * Words between two people, on a screen that is drawn from their definition: one item, shared list by list. What is stopped is gone
 * from the other's page, and what is brought back after a delete is private.
 */

const { kinds, sharing, sheet, topics, ui } = words;
const { help, hurt, welcome } = kinds.words.parts;
const PHRASE = "it was only a joke";
const QUESTION = "shall I sit with you?";
const ANEW = "take all the time you like";

test("a phrase and a question are shared, read, stopped, deleted and brought back private", async ({
  browser,
}) => {
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  await Promise.all([she.signUp(), he.signUp()]);
  await linkUp(she, he);
  const { page } = she;
  const details = page.locator("details", { hasText: sharing.whatTheySee });
  const howShared = details.locator("summary");
  const lines = (part: { label: string }) =>
    page.getByRole("group", { name: part.label, exact: true }).getByRole("textbox");

  // Something beside it, which stays.
  await she.answer("hug", "whenTheyStart", "askFirst");
  await she.tick(topics.hug, ["whenTheyStart"]);
  await she.saved();
  const seen = await he.look();
  const section = seen
    .locator("section")
    .filter({ has: he.page.getByRole("heading", { name: sheet.words, exact: true }) });
  const under = (part: { theirs: string }) =>
    section
      .locator("div")
      .filter({ has: he.page.getByText(part.theirs, { exact: true }) })
      .getByRole("listitem");
  /** He reads the page as it is now: these of her words, and none of the others. */
  const heReads = async (phrases: string[], questions: string[]) => {
    await he.look();
    await expect(seen.getByText(topics.hug).first()).toBeVisible();
    const read = [...phrases, ...questions];
    await expect(section).toHaveCount(read.length > 0 ? 1 : 0);
    await expect(under(hurt)).toHaveText(phrases);
    await expect(under(welcome)).toHaveText(questions);
    for (const one of [PHRASE, QUESTION]) {
      await expect(seen.getByText(one)).toHaveCount(read.includes(one) ? 1 : 0);
    }
  };

  await test.step("what she writes is private", async () => {
    await she.go("/words");
    await she.fillList(hurt.label, hurt.add, [PHRASE]);
    await she.fillList(welcome.label, welcome.add, [QUESTION]);
    await she.saved();
    await expect(howShared).toContainText(sharing.private);
    await heReads([], []);
  });

  await test.step("she ticks both, and sees in the preview what he then reads", async () => {
    await she.tickIn(page, ["hurt", "welcome"]);
    await expect(howShared).toContainText(
      sharing.sharedParts.replace("{parts}", `${hurt.name}, ${welcome.name}`),
    );
    await she.button(sharing.preview, details).click();
    for (const shown of [sheet.words, hurt.theirs, PHRASE, welcome.theirs, QUESTION]) {
      await expect(details.getByText(shown, { exact: true })).toBeVisible();
    }
    await she.saved();
    await heReads([PHRASE], [QUESTION]);
  });

  await test.step("she stops it from what she shares, and he no longer reads it", async () => {
    await she.go("/sharing");
    const stop = she.button(sharing.stopLabel.replace("{name}", kinds.words.item));
    await stop.click();
    await expect(stop).toHaveCount(0);
    await expect(she.button(sharing.stopLabel.replace("{name}", topics.hug))).toBeVisible();
    await she.saved();
    await heReads([], []);
    await she.go("/words");
    await expect(howShared).toContainText(sharing.private);
    await expect(lines(hurt)).toHaveValue(PHRASE);
  });

  await test.step("one list alone is shared again", async () => {
    await she.tickIn(page, ["hurt"]);
    await she.saved();
    await heReads([PHRASE], []);
  });

  await test.step("deleted and brought back, it is all there and private", async () => {
    await she.button(kinds.words.delete).click();
    await expect(lines(hurt)).toHaveCount(0);
    await expect(she.button(kinds.words.delete)).toHaveCount(0);
    await she.button(ui.undo, page.locator(".toast").filter({ hasText: kinds.words.deleted })).click();
    await expect(lines(hurt)).toHaveValue(PHRASE);
    await expect(lines(welcome)).toHaveValue(QUESTION);
    await expect(howShared).toContainText(sharing.private);
    await expect(details.getByRole("checkbox", { checked: true })).toHaveCount(0);
    await she.saved();
    await heReads([], []);
  });

  await test.step("deleted for good it is gone from his page, and what is then written anew is kept", async () => {
    await she.tickIn(page, ["hurt"]);
    await she.saved();
    await heReads([PHRASE], []);
    await she.button(kinds.words.delete).click();
    await expect(lines(hurt)).toHaveCount(0);
    await she.saved();
    await heReads([], []);
    await she.fillList(help.label, help.add, [ANEW]);
    await she.saved();
    await she.open("/words");
    await expect(lines(help)).toHaveValue(ANEW);
    await expect(lines(hurt)).toHaveCount(0);
    await expect(howShared).toContainText(sharing.private);
  });
  await Promise.all([she.close(), he.close()]);
});
