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
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await Promise.all([writer.signUp(), reader.signUp()]);
  await linkUp(writer, reader);
  const { page } = writer;
  const details = page.locator("details", { hasText: sharing.whatTheySee });
  const howShared = details.locator("summary");
  const lines = (part: { label: string }) =>
    page.getByRole("group", { name: part.label, exact: true }).getByRole("textbox");

  // Something beside it, which stays.
  await writer.answer("hug", "whenTheyStart", "askFirst");
  await writer.tick(topics.hug, ["whenTheyStart"]);
  await writer.saved();
  const seen = await reader.look();
  const section = seen
    .locator("section")
    .filter({ has: reader.page.getByRole("heading", { name: sheet.words, exact: true }) });
  const under = (part: { theirs: string }) =>
    section
      .locator("div")
      .filter({ has: reader.page.getByText(part.theirs, { exact: true }) })
      .getByRole("listitem");
  /** The reader looks at the page as it is now: these of the writer's words, and none of the others. */
  const readerReads = async (phrases: string[], questions: string[]) => {
    await reader.look();
    await expect(seen.getByText(topics.hug).first()).toBeVisible();
    const read = [...phrases, ...questions];
    await expect(section).toHaveCount(read.length > 0 ? 1 : 0);
    await expect(under(hurt)).toHaveText(phrases);
    await expect(under(welcome)).toHaveText(questions);
    for (const one of [PHRASE, QUESTION]) {
      await expect(seen.getByText(one)).toHaveCount(read.includes(one) ? 1 : 0);
    }
  };

  await test.step("what the writer writes is private", async () => {
    await writer.go("/words");
    await writer.fillList(hurt.label, hurt.add, [PHRASE]);
    await writer.fillList(welcome.label, welcome.add, [QUESTION]);
    await writer.saved();
    await expect(howShared).toContainText(sharing.private);
    await readerReads([], []);
  });

  await test.step("the writer ticks both, and sees in the preview what the reader then reads", async () => {
    await writer.tickIn(page, ["hurt", "welcome"]);
    await expect(howShared).toContainText(
      sharing.sharedParts.replace("{parts}", `${hurt.name}, ${welcome.name}`),
    );
    await writer.button(sharing.preview, details).click();
    for (const shown of [sheet.words, hurt.theirs, PHRASE, welcome.theirs, QUESTION]) {
      await expect(details.getByText(shown, { exact: true })).toBeVisible();
    }
    await writer.saved();
    await readerReads([PHRASE], [QUESTION]);
  });

  await test.step("the writer stops it from what they share, and the reader no longer reads it", async () => {
    await writer.go("/sharing");
    const stop = writer.button(sharing.stopLabel.replace("{name}", kinds.words.item));
    await stop.click();
    await expect(stop).toHaveCount(0);
    await expect(writer.button(sharing.stopLabel.replace("{name}", topics.hug))).toBeVisible();
    await writer.saved();
    await readerReads([], []);
    await writer.go("/words");
    await expect(howShared).toContainText(sharing.private);
    await expect(lines(hurt)).toHaveValue(PHRASE);
  });

  await test.step("one list alone is shared again", async () => {
    await writer.tickIn(page, ["hurt"]);
    await writer.saved();
    await readerReads([PHRASE], []);
  });

  await test.step("deleted and brought back, it is all there and private", async () => {
    await writer.button(kinds.words.delete).click();
    await expect(lines(hurt)).toHaveCount(0);
    await expect(writer.button(kinds.words.delete)).toHaveCount(0);
    await writer.button(ui.undo, page.locator(".toast").filter({ hasText: kinds.words.deleted })).click();
    await expect(lines(hurt)).toHaveValue(PHRASE);
    await expect(lines(welcome)).toHaveValue(QUESTION);
    await expect(howShared).toContainText(sharing.private);
    await expect(details.getByRole("checkbox", { checked: true })).toHaveCount(0);
    await writer.saved();
    await readerReads([], []);
  });

  await test.step("deleted for good it is gone from the reader's page, and what is then written anew is kept", async () => {
    await writer.tickIn(page, ["hurt"]);
    await writer.saved();
    await readerReads([PHRASE], []);
    await writer.button(kinds.words.delete).click();
    await expect(lines(hurt)).toHaveCount(0);
    await writer.saved();
    await readerReads([], []);
    await writer.fillList(help.label, help.add, [ANEW]);
    await writer.saved();
    await writer.open("/words");
    await expect(lines(help)).toHaveValue(ANEW);
    await expect(lines(hurt)).toHaveCount(0);
    await expect(howShared).toContainText(sharing.private);
  });
  await Promise.all([writer.close(), reader.close()]);
});
