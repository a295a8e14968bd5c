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
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  await she.signUp();
  await he.signUp();

  await test.step("alone: nobody sees it, and it is closed until opened", async () => {
    await she.answer("hug", "whenTheyStart", "welcome");
    await she.tick(topics.hug, ["whenTheyStart"]);
    await she.saved();
    await she.open("/sharing");
    await expect(she.page.getByText(sharing.alone)).toBeVisible();
    await expect(she.page.getByText(topics.hug).filter({ visible: true })).toHaveCount(0);
    await expect(she.button(sharing.stopAll)).toHaveCount(0);
  });

  await test.step("linked: still nothing is shared, until she presses", async () => {
    await linkUp(she, he);
    await expect((await he.look()).getByText(sheet.empty)).toBeVisible();
    await she.open("/sharing");
    await expect(she.page.getByText(sharing.emptyTitle)).toBeVisible();
    await closedRow(she, sharing.ready.title).click();
    await closedRow(she, topics.hug).click();
    await she.button(sharing.ready.share).click();
    await expect(she.button(sharing.stopLabel.replace("{name}", topics.hug))).toBeVisible();
    await she.saved();
    await expect((await he.look()).getByText(topics.hug).first()).toBeVisible();
  });

  await test.step("stopped while the server is away: they may still see it, and the screen says so", async () => {
    await she.context.route("**/api/**", (route) => route.abort("connectionrefused"));
    await she.button(sharing.stopAll).click();
    await she.button(sharing.stopAllYes).click();
    await expect(she.page.getByText(sharing.stopOnItsWay)).toBeVisible();
    await expect(she.page.getByText(sharing.stoppedAll)).toHaveCount(0);
    await expect((await he.look()).getByText(topics.hug).first()).toBeVisible();
    await she.context.unroute("**/api/**");
    await she.button(words.shell.saving.tryAgain).click();
    await expect(she.page.getByText(sharing.stoppedAll)).toBeVisible();
    await expect((await he.look()).getByText(sheet.empty)).toBeVisible();
  });

  await test.step("the way back asks first, and shows it again", async () => {
    await she.button(sharing.shareAgain).click();
    await she.button(sharing.shareAgainYes).click();
    await she.saved();
    await expect((await he.look()).getByText(topics.hug).first()).toBeVisible();
  });

  await test.step("with the network away, what opens is gone from his screen", async () => {
    await expect(he.page.getByText(words.answers.welcome, { exact: true })).toBeVisible();
    await he.context.setOffline(true);
    await expect(he.page.getByText(sheet.looking)).toBeVisible();
    await expect(he.page.getByText(words.answers.welcome, { exact: true })).toHaveCount(0);
    await he.context.setOffline(false);
    await expect(he.page.getByText(words.answers.welcome, { exact: true })).toBeVisible({ timeout: 90_000 });
  });
  for (const person of [she, he]) await person.close();
});
