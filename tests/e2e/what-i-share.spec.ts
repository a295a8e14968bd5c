import { expect } from "@playwright/test";
import { linkUp } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * What the screens say of sharing, held against what the other can see.
 */

const { sharing, sheet, topics } = words;
const closedRow = (person: Person, name: string) =>
  person.page.locator("summary").filter({ has: person.page.getByText(name, { exact: true }) });

test("what was ticked alone waits for a press; stopped is said when they see nothing, and not before", async ({
  browser,
}) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await writer.signUp();
  await reader.signUp();

  await test.step("alone: nobody sees it, and it is closed until opened", async () => {
    await writer.answer("hug", "whenTheyStart", "welcome");
    await writer.tick(topics.hug, ["whenTheyStart"]);
    await writer.saved();
    await writer.open("/sharing");
    await expect(writer.page.getByText(sharing.alone)).toBeVisible();
    await expect(writer.page.getByText(topics.hug).filter({ visible: true })).toHaveCount(0);
    await expect(writer.button(sharing.stopAll)).toHaveCount(0);
  });

  await test.step("linked: still nothing is shared, until the writer presses", async () => {
    await linkUp(writer, reader);
    await expect((await reader.look()).getByText(sheet.empty)).toBeVisible();
    await writer.open("/sharing");
    await expect(writer.page.getByText(sharing.emptyTitle)).toBeVisible();
    await closedRow(writer, sharing.ready.title).click();
    await closedRow(writer, topics.hug).click();
    await writer.button(sharing.ready.share).click();
    await expect(writer.button(sharing.stopLabel.replace("{name}", topics.hug))).toBeVisible();
    await writer.saved();
    await expect((await reader.look()).getByText(topics.hug).first()).toBeVisible();
  });

  await test.step("stopped while the server is away: they may still see it, and the screen says so", async () => {
    await writer.context.route("**/api/**", (route) => route.abort("connectionrefused"));
    await writer.button(sharing.stopAll).click();
    await writer.button(sharing.stopAllYes).click();
    await expect(writer.page.getByText(sharing.stopOnItsWay)).toBeVisible();
    await expect(writer.page.getByText(sharing.stoppedAll)).toHaveCount(0);
    await expect((await reader.look()).getByText(topics.hug).first()).toBeVisible();
    await writer.context.unroute("**/api/**");
    await writer.button(words.shell.saving.tryAgain).click();
    await expect(writer.page.getByText(sharing.stoppedAll)).toBeVisible();
    await expect((await reader.look()).getByText(sheet.empty)).toBeVisible();
  });

  await test.step("the way back asks first, and shows it again", async () => {
    await writer.button(sharing.shareAgain).click();
    await writer.button(sharing.shareAgainYes).click();
    await writer.saved();
    await expect((await reader.look()).getByText(topics.hug).first()).toBeVisible();
  });

  await test.step("with the network away, what opens is gone from the reader's screen", async () => {
    await expect(reader.page.getByText(words.answers.welcome, { exact: true })).toBeVisible();
    await reader.context.setOffline(true);
    await expect(reader.page.getByText(sheet.looking)).toBeVisible();
    await expect(reader.page.getByText(words.answers.welcome, { exact: true })).toHaveCount(0);
    await reader.context.setOffline(false);
    await expect(reader.page.getByText(words.answers.welcome, { exact: true })).toBeVisible({
      timeout: 90_000,
    });
  });
  for (const person of [writer, reader]) await person.close();
});
