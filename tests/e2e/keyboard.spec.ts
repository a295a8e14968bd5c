import { expect, type Locator, type Page } from "@playwright/test";
import { EXIT_URL } from "@/lib/client/exit/exit-url";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * The main path with nothing but a keyboard, and with motion reduced: sign up, record, share, check in, pause, leave.
 * Wherever the focus goes it can be seen, and the first stops of the Tab key are the way out and the way past the menu.
 */

/** Fails when what has the focus cannot be seen, or nothing shows that it has it. */
async function expectFocusSeen(page: Page): Promise<void> {
  const focus = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return { what: "nothing", ring: false, inView: false };
    // A radio's ring is drawn around the chip it is in.
    const around = [focused, focused.closest("label"), focused.parentElement].filter((one) => one !== null);
    const ring = around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    });
    const box = (focused.closest("label") ?? focused).getBoundingClientRect();
    const inView = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
    return { what: focused.outerHTML.slice(0, 160), ring, inView };
  });
  expect(focus, focus.what).toMatchObject({ ring: true, inView: true });
}

/** Presses Tab until this has the focus; every stop on the way must be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < 250; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
    // Past the last stop the focus is with the browser.
    if (await page.evaluate(() => document.activeElement !== document.body)) await expectFocusSeen(page);
  }
  throw new Error(`The Tab key never came to ${target}`);
}

async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Nothing moves for longer than a blink. */
async function expectStill(page: Page): Promise<void> {
  const moving = await page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const { duration, iterations } = animation.effect?.getComputedTiming() ?? {};
      const long = iterations === Infinity || (typeof duration === "number" && duration > 50);
      return animation.playState === "running" && long
        ? [String(animation.effect?.getComputedTiming().duration)]
        : [];
    }),
  );
  expect(moving).toEqual([]);
}

const navigation = (page: Page, link: keyof typeof words.shell.nav) =>
  page
    .getByRole("navigation", { name: words.ui.navigation })
    .getByRole("link", { name: words.shell.nav[link], exact: true })
    .filter({ visible: true })
    .first();

test("sign up, record, share, check in, pause and leave by keyboard alone", async ({ browser }) => {
  const person = await Person.arrive(browser, { reducedMotion: "reduce" });
  const { page, context } = person;
  await context.route(`${new URL(EXIT_URL).origin}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Neutral</title>" }),
  );
  const { account } = words;
  const skip = page.getByRole("link", { name: words.ui.skipToContent });

  await test.step("the first stops are the way out and the way past the menu", async () => {
    await person.open("/sign-up");
    await expect(page.getByLabel(account.handle.label, { exact: true })).not.toHaveValue("");
    await page.keyboard.press("Tab");
    await expectFocusSeen(page);
    await expect(page.getByRole("link", { name: words.exit.leave })).toBeFocused();
    await page.keyboard.press("Tab");
    await expectFocusSeen(page);
    await expect(skip).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    expect(new URL(page.url()).pathname).toBe("/en/sign-up");
  });

  await test.step("sign up", async () => {
    const row = page.getByRole("list", { name: account.choose.words }).getByRole("listitem");
    await expect(row).toHaveCount(6);
    person.passphrase = (await row.locator("span:last-child").allInnerTexts()).join(" ");
    await tabTo(page, page.getByLabel(account.handle.label, { exact: true }));
    person.handle = await page.getByLabel(account.handle.label, { exact: true }).inputValue();
    await press(page, person.button(account.next));
    await expect(page.getByTestId("recovery-code")).toBeVisible();
    const code = (await page.getByTestId("recovery-code").locator("span").allInnerTexts()).join("");
    await expectStill(page);
    await press(page, person.button(account.code.written));
    await tabTo(page, page.getByLabel(account.code.confirmLabel));
    await page.keyboard.type(code);
    await page.keyboard.press("Enter");
    await person.atHome();
    await expectStill(page);
  });

  await test.step("record a comfort answer", async () => {
    await press(page, navigation(page, "mine"));
    await expect(page.getByRole("heading", { level: 1, name: words.comfort.title })).toBeVisible();
    await expect(
      page.getByRole("status").filter({ hasText: new RegExp(`^${words.comfort.title}$`) }),
    ).toHaveCount(1);
    const toggle = page.getByRole("button", { name: new RegExp(`^${words.topics.hug}\\b`) }).first();
    await press(page, toggle);
    await expect(toggle).toHaveAttribute("aria-expanded", "true");
    await expectStill(page);
    const group = page.getByRole("group", { name: words.comfort.whenTheyStart, exact: true });
    const radio = (answer: keyof typeof words.answers) =>
      group.getByRole("radio", { name: words.answers[answer], exact: true });
    await press(page, radio("welcome"), "Space");
    await expect(radio("welcome")).toBeChecked();
    await page.keyboard.press("ArrowDown");
    await expectFocusSeen(page);
    // A key that only moves chooses nothing.
    await expect(radio("askFirst")).toBeFocused();
    await expect(radio("welcome")).toBeChecked();
    await page.keyboard.press("Enter");
    await expect(radio("askFirst")).toBeChecked();
    await tabTo(page, page.getByLabel(words.comfort.note, { exact: true }));
    await page.keyboard.type("Slowly, and from the FRONT");
  });

  await test.step("share a part", async () => {
    const details = page
      .locator("details", { hasText: words.sharing.whatTheySee })
      .filter({ visible: true })
      .first();
    await press(page, details.locator("summary"));
    await expect(details).toHaveAttribute("open");
    // Looked at before anything is shared: empty so far, and below it what there would be.
    await press(page, details.getByRole("button", { name: words.sharing.preview }));
    await expect(details.getByText(words.sheet.empty)).toBeVisible();
    await expect(details.getByText(words.sharing.previewEveryPart)).toBeVisible();
    await expect(details.getByText("Slowly, and from the FRONT")).toBeVisible();
    const box = details.getByRole("checkbox", { name: words.kinds.comfort.parts.whenTheyStart.name });
    await press(page, box, "Space");
    await expect(box).toBeChecked();
    // Linked with nobody, a tick shows nothing: it waits.
    const ready = words.sharedField.readyParts.replace(
      "{parts}",
      words.kinds.comfort.parts.whenTheyStart.name,
    );
    await expect(details.getByText(ready)).toBeVisible();
    await expect(details.getByText(words.sheet.empty)).toBeVisible();
    await expect(details.getByText(words.answers.askFirst).first()).toBeVisible();
    await person.saved();
  });

  await test.step("check in", async () => {
    await press(page, navigation(page, "checkIn"));
    await press(page, person.button(words.checkIn.new));
    const today = page.getByRole("group", { name: words.kinds.checkIn.parts.today.label });
    const good = today.getByRole("radio", {
      name: words.kinds.checkIn.parts.today.choices.good.mine,
      exact: true,
    });
    await press(page, good, "Space");
    await expect(good).toBeChecked();
    const allRight = today.getByRole("radio", {
      name: words.kinds.checkIn.parts.today.choices.allRight.mine,
      exact: true,
    });
    await page.keyboard.press("ArrowDown");
    await expect(allRight).toBeFocused();
    await expect(good).toBeChecked();
    await page.keyboard.press("Space");
    await expect(allRight).toBeChecked();
    const share = page.getByRole("switch", { name: words.checkIn.share }).first();
    await press(page, share, "Space");
    await expect(share).toBeChecked();
    await tabTo(page, page.getByLabel(words.kinds.checkIn.parts.whatHelped.label, { exact: true }));
    await page.keyboard.type("a walk");
    await press(page, person.button(words.checkIn.done));
    await expect(person.button(words.checkIn.new)).toBeVisible();
    await person.saved();
  });

  await test.step("pause, and keep pausing when asked", async () => {
    await press(page, navigation(page, "sharing"));
    await press(page, person.button(words.sharing.pause));
    await expect(page.getByText(words.sharing.pausedTitle)).toBeVisible();
    await press(page, person.button(words.sharing.resume));
    await expect(person.button(words.sharing.resumeNo)).toBeFocused();
    await expectFocusSeen(page);
    await page.keyboard.press("Enter");
    await expect(person.button(words.sharing.resume)).toBeFocused();
    await expect(page.getByText(words.sharing.pausedTitle)).toBeVisible();
    await person.saved();
    await expectStill(page);
  });

  await test.step("leave", async () => {
    await press(page, page.getByRole("link", { name: words.exit.leave }));
    await page.waitForURL(EXIT_URL);
  });

  await test.step("and it is all there, for whoever signs in by keyboard", async () => {
    await person.open("/sign-in");
    await tabTo(page, page.getByLabel(account.handle.label, { exact: true }));
    await page.keyboard.type(person.handle);
    await tabTo(page, page.getByLabel(account.passphrase.label, { exact: true }));
    await page.keyboard.type(person.passphrase);
    await page.keyboard.press("Enter");
    await person.atHome();
    await press(page, navigation(page, "sharing"));
    await expect(page.getByText(words.sharing.pausedTitle)).toBeVisible();
    await expect(page.getByText(words.sharing.ready.title)).toBeVisible();
  });
  await person.close();
});
