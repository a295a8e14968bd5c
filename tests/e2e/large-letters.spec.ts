import { expect, type Page } from "@playwright/test";
import { SIGNED_IN_PATHS } from "./support/paths";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * A phone of 320 px, with the letters as they are and twice as large (WCAG 1.4.4 and 1.4.10), and words without a space in them
 * wherever words of one's own can stand: no screen scrolls sideways, and nothing of it is cut off.
 */

/** 40 letters, none of which may be lost, and a number to know them by. */
const long = (number: number) => `${number}`.padEnd(39, "wm") + number;

const { account, comfort, home, kinds, sharing, support, theirs } = words;

/** What reaches beyond the window, or is cut off by something around it. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    const tell = (what: string, element: Element) =>
      found.push(`${what}: ${element.localName}.${element.className} ${element.textContent?.slice(0, 60)}`);
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
    // What is typed into a line can be moved about in it.
    for (const element of document.querySelectorAll("body *:not(input)")) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".sr-only") !== null)
        continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 1 && (right > clientWidth + 1 || left < -1)) tell("beyond the window", element);
      const style = getComputedStyle(element);
      const hides = style.overflowX === "hidden" || style.overflowX === "clip";
      if (hides && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1) {
        tell("cut off", element);
      }
    }
    return found;
  });

/** Opens everything on the screen that can be unfolded. */
async function openAll(page: Page): Promise<void> {
  const closed = page.locator("main details:not([open]) > summary").filter({ visible: true });
  while ((await closed.count()) > 0) await closed.first().click();
}

/** Looks at a screen in both sizes of letters. */
const look = (page: Page, name: string) =>
  test.step(name, async () => {
    const browser = await page.context().newCDPSession(page);
    for (const standard of [32, 16]) {
      // As a person sets it in the browser: media queries go by it too.
      await browser.send("Page.setFontSizes", { fontSizes: { standard } });
      await expect
        .poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize))
        .toBe(`${standard}px`);
      expect.soft(await cutOff(page), `${name}, letters of ${standard} px`).toEqual([]);
    }
    await browser.detach();
  });

test("with long words everywhere, no screen is wider than a phone of 320 px, nor cut", async ({
  browser,
}) => {
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  const { page } = she;
  await Promise.all([she.signUp(), he.signUp()]);
  const invite = await she.invite();
  await page.setViewportSize({ width: 320, height: 640 });
  await look(page, "an open invite");
  await he.accept(invite);
  await he.page.setViewportSize({ width: 320, height: 640 });
  await look(he.page, "waiting");
  await expect(she.button(words.link.compare.same)).toBeVisible();
  await look(page, "comparing");
  await she.button(words.link.compare.same).click();
  for (const { page } of [she, he]) {
    await page.getByRole("heading", { name: words.link.linked.title }).waitFor();
  }
  await he.go("/linking");
  for (const { page } of [she, he]) {
    await page.getByLabel(words.link.linked.label).fill(long(1));
    await page.getByLabel(words.link.linked.label).blur();
  }

  await she.go("/comfort");
  await she.button(comfort.addOwn).first().click();
  await page.getByLabel(comfort.ownName).fill(long(2));
  await look(page, "adding a topic");
  await she.button(comfort.add).click();
  const topic = await she.openRow(long(2));
  const answers = topic.getByRole("group", { name: comfort.whenTheyStart });
  await answers.getByRole("radio", { name: words.answers.onlyIf, exact: true }).check();
  await topic.getByLabel(comfort.condition).fill(long(3));
  await topic.getByLabel(comfort.note, { exact: true }).fill(long(4));
  await she.tick(long(2), ["whenTheyStart", "note"]);
  await topic.getByLabel(comfort.condition).fill(long(5));
  await topic.getByLabel(comfort.ownName).fill(long(6));
  await expect(topic.getByText(words.sharedField.stillSee).first()).toBeVisible();
  await she.button(sharing.preview, topic).click();
  await look(page, "a topic with what waits");

  await she.addHardMoment({ name: long(7), signs: [long(8)], helps: [long(9)] }, ["name", "signs", "helps"]);
  await page
    .getByRole("textbox", { name: kinds.hardMoment.parts.lasts.label, exact: true })
    .fill("w".repeat(312));
  await expect(page.getByText(/^This is 12 letters too long/)).toBeVisible();
  await look(page, "a hard moment with a line that is too long");

  await she.go("/support");
  await she.button(support.own).click();
  await page.getByLabel(support.ownName).fill(long(10));
  await look(page, "adding a support");
  await she.button(support.add).click();
  await she.fillList(support.steps, support.addStep, [long(11), long(12)]);
  await she.fillList(support.wordsToLeaveOut, support.addWords, [long(13)]);
  await she.tick(long(10), ["steps", "wordsToLeaveOut"]);
  await look(page, "a support");

  const { hurt, welcome } = kinds.words.parts;
  await she.go("/words");
  await she.fillList(hurt.label, hurt.add, [long(15), long(16)]);
  await she.fillList(welcome.label, welcome.add, [long(17)]);
  await she.tickIn(page, ["hurt", "welcome"]);
  await she.button(sharing.preview).click();
  await look(page, "words, with what they see");

  await she.go("/check-in");
  await she.button(words.checkIn.new).click();
  const field = page.getByLabel(words.kinds.checkIn.parts.whatHelped.label, { exact: true });
  await field.fill(long(14));
  await field.blur();
  await openAll(page);
  await look(page, "a check-in");
  await she.button(words.checkIn.done).click();
  await she.saved();

  for (const path of ["/home", ...SIGNED_IN_PATHS]) {
    await she.open(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.getByRole("navigation", { name: words.ui.navigation }).first().waitFor({ state: "attached" });
    await look(page, path);
    await openAll(page);
    await look(page, `${path}, open`);
  }
  await she.go("/sharing");
  await she.button(sharing.preview).click();
  await openAll(page);
  await look(page, "What I share, with what they see");
  await page.getByRole("button", { name: sharing.stopLabel.replace("{name}", long(2)) }).click();
  await expect(she.button(sharing.showAgain)).toBeVisible();
  await look(page, "What I share, one stopped");
  await she.button(sharing.showAgain).click();
  await she.button(sharing.pause).click();
  await openAll(page);
  await look(page, "What I share, paused");
  await she.button(sharing.resume).click();
  await look(page, "What I share, asked to resume");
  await she.button(sharing.resumeYes).click();
  await she.saved();

  await he.look();
  await look(he.page, "their page");
  await he.button(new RegExp(theirs.helpNow)).click();
  await look(he.page, "help now");
  await he.button(long(7), he.page.getByRole("main")).click();
  await look(he.page, "help now, one moment");

  await she.open("/settings/held");
  await expect(page.getByRole("region", { name: words.held.host }).first()).toBeVisible();
  await look(page, "as the host holds it");
  await she.open("/home");
  await she.button(home.lock).click();
  await expect(she.button(account.locked.unlock)).toBeVisible();
  await look(page, "locked");
  await Promise.all([she.close(), he.close()]);
});
