import { expect, type Page } from "@playwright/test";
import { linkUp } from "./support/account";
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

const PHONE = { width: 320, height: 640 };

const { account, comfort, home, kinds, sharing, theirs, ui } = words;

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

test("linking: an open invite, waiting and comparing", async ({ browser }) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await writer.signUp();
  await reader.signUp();
  const invite = await writer.invite();
  await writer.page.setViewportSize(PHONE);
  await look(writer.page, "an open invite");
  await reader.accept(invite);
  await reader.page.setViewportSize(PHONE);
  await look(reader.page, "waiting");
  await expect(writer.button(words.link.compare.same)).toBeVisible();
  await look(writer.page, "comparing");
  await writer.close();
  await reader.close();
});

test.describe("with long words everywhere", () => {
  let writer: Person;
  let reader: Person;

  // Each part that is shared stays ticked; ticking it again unfolds what it says of it.
  test.beforeAll(async ({ browser }) => {
    writer = await Person.arrive(browser);
    reader = await Person.arrive(browser);
    const { page } = writer;
    await writer.signUp();
    await reader.signUp();
    await linkUp(writer, reader);
    for (const person of [writer, reader]) {
      await person.page.setViewportSize(PHONE);
      await person.go("/linking");
      await person.page.getByLabel(words.link.linked.label).fill(long(1));
      await person.page.getByLabel(words.link.linked.label).blur();
      await person.saved();
    }

    await writer.go("/comfort");
    await writer.button(comfort.addOwn).first().click();
    await page.getByLabel(comfort.ownName).fill(long(2));
    await writer.button(ui.add).click();
    const topic = await writer.openRow(long(2));
    const answers = topic.getByRole("group", { name: comfort.whenTheyStart });
    await answers.getByRole("radio", { name: words.answers.onlyIf, exact: true }).check();
    await topic.getByLabel(comfort.condition).fill(long(3));
    await topic.getByLabel(comfort.note, { exact: true }).fill(long(4));
    await writer.tick(long(2), ["whenTheyStart", "note"]);
    await topic.getByLabel(comfort.condition).fill(long(5));
    await topic.getByLabel(comfort.ownName).fill(long(6));
    await expect(topic.getByText(words.sharedField.stillSee).first()).toBeVisible();

    await writer.addHardMoment({ name: long(7), signs: [long(8)], helps: [long(9)] }, [
      "name",
      "signs",
      "helps",
    ]);

    await writer.go("/support");
    await writer.button(kinds.support.pickOwn).click();
    await page.getByLabel(kinds.support.ownName).fill(long(10));
    await writer.button(ui.add).click();
    const { steps, wordsToLeaveOut } = kinds.support.parts;
    await writer.fillList(steps.label, steps.add, [long(11), long(12)]);
    await writer.fillList(wordsToLeaveOut.label, wordsToLeaveOut.add, [long(13)]);
    await writer.tick(long(10), ["steps", "wordsToLeaveOut"]);

    const { hurt, welcome } = kinds.words.parts;
    await writer.go("/words");
    await writer.fillList(hurt.label, hurt.add, [long(15), long(16)]);
    await writer.fillList(welcome.label, welcome.add, [long(17)]);
    await writer.tickIn(page, ["hurt", "welcome"]);

    await writer.checkIn([{ question: "whatHelped", text: long(14) }]);
  });
  // Told with the screen that it came from.
  test.afterEach(() => expect([...writer.complaints, ...reader.complaints]).toEqual([]));
  test.afterAll(() => Promise.all([writer.close(), reader.close()]));

  test("comfort: adding a topic, and one with what waits", async () => {
    const { page } = writer;
    await writer.open("/comfort");
    await writer.button(comfort.addOwn).first().click();
    await page.getByLabel(comfort.ownName).fill(long(18));
    await look(page, "adding a topic");
    await writer.button(ui.cancel).click();
    const topic = await writer.openRow(long(6));
    await writer.tick(long(6), ["whenTheyStart", "note"]);
    await writer.button(sharing.preview, topic).click();
    await look(page, "a topic with what waits");
  });

  test("hard moments: one with a line that is too long", async () => {
    const { page } = writer;
    await writer.open("/hard-moments");
    await writer.tick(long(7), ["name", "signs", "helps"]);
    const lasts = page.getByRole("textbox", { name: kinds.hardMoment.parts.lasts.label, exact: true });
    await lasts.fill("w".repeat(312));
    await expect(page.getByText(/^This is 12 letters too long/)).toBeVisible();
    await look(page, "a hard moment with a line that is too long");
    await lasts.fill("");
    await lasts.blur();
    await writer.saved();
  });

  test("support: adding one, and one that is shared", async () => {
    const { page } = writer;
    await writer.open("/support");
    await writer.button(kinds.support.pickOwn).click();
    await page.getByLabel(kinds.support.ownName).fill(long(19));
    await look(page, "adding a support");
    await writer.button(ui.cancel).click();
    await writer.tick(long(10), ["steps", "wordsToLeaveOut"]);
    await look(page, "a support");
  });

  test("words, with what they see", async () => {
    await writer.open("/words");
    await writer.tickIn(writer.page, ["hurt", "welcome"]);
    await writer.button(sharing.preview).click();
    await look(writer.page, "words, with what they see");
  });

  test("a check-in that is being written", async () => {
    const { page } = writer;
    await writer.open("/check-in");
    await writer.button(words.checkIn.new).click();
    const field = page.getByLabel(kinds.checkIn.parts.whatHelped.label, { exact: true });
    await field.fill(long(14));
    await field.blur();
    await openAll(page);
    await look(page, "a check-in");
    await writer.button(words.checkIn.done).click();
    await writer.saved();
  });

  for (const path of ["/home", ...SIGNED_IN_PATHS]) {
    test(`page /en${path}, as it opens and with everything open`, async () => {
      const { page } = writer;
      await writer.open(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const navigation = page.getByRole("navigation", { name: words.ui.navigation }).first();
      await navigation.waitFor({ state: "attached" });
      await look(page, path);
      await openAll(page);
      await look(page, `${path}, open`);
    });
  }

  test("what I share: with what they see, one stopped, paused and asked to resume", async () => {
    const { page } = writer;
    await writer.open("/sharing");
    await writer.button(sharing.preview).click();
    await openAll(page);
    await look(page, "What I share, with what they see");
    await page.getByRole("button", { name: sharing.stopLabel.replace("{name}", long(2)) }).click();
    await expect(writer.button(sharing.showAgain)).toBeVisible();
    await look(page, "What I share, one stopped");
    await writer.button(sharing.showAgain).click();
    await writer.button(sharing.pause).click();
    await openAll(page);
    await look(page, "What I share, paused");
    await writer.button(sharing.resume).click();
    await look(page, "What I share, asked to resume");
    await writer.button(sharing.resumeYes).click();
    await writer.saved();
  });

  test("their page, help now, and one moment of it", async () => {
    await reader.look();
    await look(reader.page, "their page");
    await reader.button(new RegExp(theirs.helpNow)).click();
    await look(reader.page, "help now");
    await reader.button(long(7), reader.page.getByRole("main")).click();
    await look(reader.page, "help now, one moment");
  });

  test("as the host holds it", async () => {
    await writer.open("/settings/held");
    await expect(writer.page.getByRole("region", { name: words.held.host }).first()).toBeVisible();
    await look(writer.page, "as the host holds it");
  });

  test("locked", async () => {
    await writer.open("/home");
    await writer.button(home.lock).click();
    await expect(writer.button(account.locked.unlock)).toBeVisible();
    await look(writer.page, "locked");
  });
});
