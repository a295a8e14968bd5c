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
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await Promise.all([writer.signUp(), reader.signUp()]);
  await linkUp(writer, reader);

  await writer.answer("hug", "whenTheyStart", "askFirst");
  const row = await writer.openRow(topics.hug);
  await expect(row.getByText(sharedField.rule.order)).toHaveCount(0);
  await writer.tick(topics.hug, ["whenTheyStart"]);
  await expect(row.getByText(sharedField.rule.order)).toHaveCount(1);
  await writer.saved();
  const seen = await reader.look();
  await expect(seen.getByText(answers.askFirst, { exact: true })).toBeVisible();

  await test.step("a looser answer waits until it is shown", async () => {
    await writer.answer("hug", "whenTheyStart", "welcome");
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();
    await writer.saved();
    await reader.look();
    await expect(seen.getByText(answers.askFirst, { exact: true })).toBeVisible();

    await writer.button(sharedField.putBack, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await expect(row.getByRole("radio", { name: answers.askFirst, exact: true }).first()).toBeChecked();
    await writer.button(ui.undo).click();
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();

    await writer.button(sharedField.show, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await expect(row.getByRole("radio", { name: answers.welcome, exact: true }).first()).toBeFocused();
    await writer.saved();
    await reader.look();
    await expect(seen.getByText(answers.welcome, { exact: true })).toBeVisible();
  });

  await test.step("showing can be undone: at once where they then see less", async () => {
    await writer.button(ui.undo).click();
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();
    await expect(row.getByRole("radio", { name: answers.welcome, exact: true }).first()).toBeChecked();
    await writer.saved();
    await reader.look();
    await expect(seen.getByText(answers.askFirst, { exact: true })).toBeVisible();
    await writer.button(sharedField.show, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
  });

  await test.step("and after a question where they would see again what they do not see now", async () => {
    await writer.noteOn("hug", "From the front");
    await writer.tick(topics.hug, ["note"]);
    const note = await writer.noteField("hug");
    await note.fill("From the side");
    await writer.button(sharedField.show, row).click();
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await writer.saved();
    await reader.look();
    await expect(seen.getByText("From the side")).toBeVisible();
    await writer.button(ui.undo).click();
    await expect(writer.page.getByText(sharedField.showBack)).toBeVisible();
    await reader.look();
    await expect(seen.getByText("From the side")).toBeVisible();
    await writer.button(sharedField.showBackYes).click();
    await expect(row.getByText(sharedField.stillSee)).toBeVisible();
    await expect(note).toHaveValue("From the side");
    await writer.saved();
    await reader.look();
    await expect(seen.getByText("From the front")).toBeVisible();
    await writer.tick(topics.hug, ["note"], false);
    await note.fill("");
  });

  await test.step("an arrow chooses nothing, and a no is there with the press", async () => {
    await row.getByRole("radio", { name: answers.welcome, exact: true }).first().focus();
    await writer.page.keyboard.press("ArrowUp");
    await expect(row.getByRole("radio", { name: answers.welcome, exact: true }).first()).toBeChecked();
    await writer.answer("hug", "whenTheyStart", "no");
    await expect(row.getByText(sharedField.stillSee)).toHaveCount(0);
    await writer.saved();
    await reader.look();
    await expect(seen.getByText(answers.no, { exact: true })).toBeVisible();
  });

  await test.step("an untick can be undone, and clearing brings nothing back shared", async () => {
    await writer.tick(topics.hug, ["whenTheyStart"], false);
    await writer.button(ui.undo).click();
    await expect(
      row.getByRole("checkbox", { name: words.kinds.comfort.parts.whenTheyStart.name }),
    ).toBeChecked();
    await writer.button(comfort.clear, row).click();
    await writer.button(ui.undo).first().click();
    await expect(row.getByRole("radio", { name: answers.no, exact: true }).first()).toBeChecked();
    await expect(
      row.getByRole("checkbox", { name: words.kinds.comfort.parts.whenTheyStart.name }),
    ).not.toBeChecked();
    await writer.saved();
    await reader.look();
    await expect(seen.getByText(sheet.empty)).toBeVisible();
  });

  await test.step("a note that is too long is not cut, and stands there until it is shorter", async () => {
    const note = await writer.noteField("hug");
    await note.fill("Slowly");
    await note.fill(LONG);
    await expect(row.getByText(/^This is 12 letters too long/)).toBeVisible();
    await note.blur();
    await expect(note).toHaveValue(LONG);
    await writer.saved();
    await row.getByRole("button", { expanded: true }).first().click();
    await expect(await writer.noteField("hug")).toHaveValue(LONG);
    await expect(row.getByText(/^This is 12 letters too long/)).toBeVisible();
    await (await writer.noteField("hug")).fill("Slowly");
    await writer.saved();
  });
  await Promise.all([writer.close(), reader.close()]);
});
