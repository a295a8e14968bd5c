import { expect } from "@playwright/test";
import { linkUp } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * Beside a shared field: a stricter answer reaches the other with the press, anything else waits for one more. What is too
 * long to be kept is said and stays where it was typed.
 */

const { answers, comfort, sharedField, sheet, topics, ui } = words;
const LONG = "w".repeat(4012);

test("what loosens waits beside its field, a no goes out at once, and a tick can be undone", async ({
  browser,
}) => {
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  await Promise.all([she.signUp(), he.signUp()]);
  await linkUp(she, he);

  await she.answer("hug", "whenTheyStart", "askFirst");
  const row = await she.openRow(topics.hug);
  await expect(row.getByText(sharedField.rule.order)).toHaveCount(0);
  await she.tick(topics.hug, ["whenTheyStart"]);
  await expect(row.getByText(sharedField.rule.order)).toHaveCount(1);
  await she.saved();
  const seen = await he.look();
  await expect(seen.getByText(answers.askFirst, { exact: true })).toBeVisible();

  await test.step("a looser answer waits until it is shown", async () => {
    await she.answer("hug", "whenTheyStart", "welcome");
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();
    await she.saved();
    await he.look();
    await expect(seen.getByText(answers.askFirst, { exact: true })).toBeVisible();

    await she.button(sharedField.putBack, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await expect(row.getByRole("radio", { name: answers.askFirst, exact: true }).first()).toBeChecked();
    await she.button(ui.undo).click();
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();

    await she.button(sharedField.show, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await expect(row.getByRole("radio", { name: answers.welcome, exact: true }).first()).toBeFocused();
    await she.saved();
    await he.look();
    await expect(seen.getByText(answers.welcome, { exact: true })).toBeVisible();
  });

  await test.step("showing can be undone: at once where they then see less", async () => {
    await she.button(ui.undo).click();
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();
    await expect(row.getByRole("radio", { name: answers.welcome, exact: true }).first()).toBeChecked();
    await she.saved();
    await he.look();
    await expect(seen.getByText(answers.askFirst, { exact: true })).toBeVisible();
    await she.button(sharedField.show, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
  });

  await test.step("and after a question where they would see again what they do not see now", async () => {
    await she.noteOn("hug", "From the front");
    await she.tick(topics.hug, ["note"]);
    const note = await she.noteField("hug");
    await note.fill("From the side");
    await she.button(sharedField.show, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await she.saved();
    await he.look();
    await expect(seen.getByText("From the side")).toBeVisible();
    await she.button(ui.undo).click();
    await expect(she.page.getByText(sharedField.showBack)).toBeVisible();
    await he.look();
    await expect(seen.getByText("From the side")).toBeVisible();
    await she.button(sharedField.showBackYes).click();
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();
    await expect(note).toHaveValue("From the side");
    await she.saved();
    await he.look();
    await expect(seen.getByText("From the front")).toBeVisible();
    await she.tick(topics.hug, ["note"], false);
    await note.fill("");
  });

  await test.step("an arrow chooses nothing, and a no is there with the press", async () => {
    await row.getByRole("radio", { name: answers.welcome, exact: true }).first().focus();
    await she.page.keyboard.press("ArrowUp");
    await expect(row.getByRole("radio", { name: answers.welcome, exact: true }).first()).toBeChecked();
    await she.answer("hug", "whenTheyStart", "no");
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await she.saved();
    await he.look();
    await expect(seen.getByText(answers.no, { exact: true })).toBeVisible();
  });

  await test.step("an untick can be undone, and clearing brings nothing back shared", async () => {
    await she.tick(topics.hug, ["whenTheyStart"], false);
    await she.button(ui.undo).click();
    await expect(
      row.getByRole("checkbox", { name: words.kinds.comfort.parts.whenTheyStart.name }),
    ).toBeChecked();
    await she.button(comfort.clear, row).click();
    await she.button(ui.undo).first().click();
    await expect(row.getByRole("radio", { name: answers.no, exact: true }).first()).toBeChecked();
    await expect(
      row.getByRole("checkbox", { name: words.kinds.comfort.parts.whenTheyStart.name }),
    ).not.toBeChecked();
    await she.saved();
    await he.look();
    await expect(seen.getByText(sheet.empty)).toBeVisible();
  });

  await test.step("a note that is too long is not cut, and stands there until it is shorter", async () => {
    const note = await she.noteField("hug");
    await note.fill("Slowly");
    await note.fill(LONG);
    await expect(row.getByText(/^This is 12 letters too long/)).toBeVisible();
    await note.blur();
    await expect(note).toHaveValue(LONG);
    await she.saved();
    await row.getByRole("button", { expanded: true }).first().click();
    await expect(await she.noteField("hug")).toHaveValue(LONG);
    await expect(row.getByText(/^This is 12 letters too long/)).toBeVisible();
    await (await she.noteField("hug")).fill("Slowly");
    await she.saved();
  });
  await Promise.all([she.close(), he.close()]);
});
