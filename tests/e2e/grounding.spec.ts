import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { EXIT_URL } from "@/lib/client/exit/exit-url";
import { exercise, exerciseSlugs } from "@/lib/domain/grounding/schema";
import { Person } from "./support/person";
import { test } from "./support/test";
import { onScreen, storedCounts } from "./support/traces";
import { words } from "./support/words";

/*
 * The exercises: text without scripts, whole without a network, calm, and never in the way of what somebody is writing.
 */

const { grounding } = words;
const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

const title = (page: Page) => page.getByRole("heading", { level: 1, name: grounding.title });
const steady = (page: Page) => page.getByRole("link", { name: grounding.open, exact: true });
const summary = (within: Page | Locator, name: string) =>
  within.locator("summary", { hasText: name }).first();

/** The files that the page is made from. */
const exercises = exerciseSlugs.map((slug) =>
  exercise.parse(
    JSON.parse(readFileSync(new URL(`../../messages/en/grounding/${slug}.json`, import.meta.url), "utf8")),
  ),
);
const [first] = exercises;
if (first === undefined) throw new Error("There is no exercise.");

/** Taps where it is, without bringing it into view first, as a thumb does. */
async function tapSteady(page: Page): Promise<void> {
  const { x, y, width, height } = (await steady(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.touchscreen.tap(x + width / 2, y + height / 2);
}

/** The exercise with this title, on the page that is open. */
const block = (page: Page, name: string) =>
  page.locator("details", { has: page.locator(`summary:has-text("${name}")`) }).first();

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("is there from every public page, and every script is text", async ({ page }) => {
    await page.goto("/en/help");
    await steady(page).click();
    await expect(title(page)).toBeVisible();
    for (const { title: name, steps, stop } of exercises) {
      await summary(page, name).click();
      for (const step of [...steps, stop]) await expect(page.getByText(step)).toBeVisible();
    }
    await expect(page.getByRole("button", { name: grounding.step })).toHaveCount(0);
    await expect(page.getByRole("link", { name: words.exit.leave })).toBeVisible();
  });
});

test("goes on by keyboard with the network gone, says each step once, and keeps nothing", async ({
  page,
}) => {
  await page.goto("/en/grounding");
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));

  await summary(page, first.title).focus();
  await page.keyboard.press("Enter");
  const own = block(page, first.title);
  const said = own.getByRole("status");
  await expect(said).toHaveText("");
  await said.evaluate((region) => {
    const changes: string[] = [];
    Object.assign(window, { changes });
    const note = () => changes.push(region.textContent ?? "");
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await own.getByRole("button", { name: grounding.step }).focus();
  await page.keyboard.press("Enter");
  for (const step of first.steps) {
    await expect(said).toHaveText(step);
    await page.keyboard.press("Enter");
  }
  // After the last it begins again: nothing is counted, and nobody is told to be done.
  await expect(said).toHaveText(first.steps[0] ?? "");
  expect(await page.evaluate(() => Reflect.get(window, "changes"))).toEqual([...first.steps, first.steps[0]]);

  await page.keyboard.press("Enter");
  await own.getByRole("button", { name: grounding.previous }).press("Enter");
  await expect(own.getByRole("button", { name: grounding.next })).toBeFocused();
  await own.getByRole("button", { name: grounding.stop }).press("Enter");
  await expect(summary(page, first.title)).toBeFocused();
  await expect(own).not.toHaveAttribute("open");
  await expect(said).toBeHidden();

  expect(asked).toEqual([]);
  expect(await storedCounts(page)).toEqual({ localStorage: 0, sessionStorage: 0, databases: 0, caches: 0 });
  expect(await page.context().cookies()).toEqual([]);
});

test("moves only what was opened, and nothing where less motion is asked for", async ({ page }) => {
  // What is folded away is not drawn, and a browser may leave its animations as they were.
  const moving = () =>
    page.evaluate(() => {
      const isSeen = ({ effect }: Animation) =>
        effect instanceof KeyframeEffect && effect.target?.checkVisibility() === true;
      return document.getAnimations().filter((one) => one.playState === "running" && isSeen(one)).length;
    });
  for (const { title: name, breath } of exercises) {
    if (breath === undefined) continue;
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await page.goto("/en/grounding");
    await summary(page, name).click();
    const shape = summary(block(page, name), grounding.shape);
    await expect.poll(moving).toBe(0);
    await shape.click();
    await expect.poll(moving).toBeGreaterThan(1);
    await shape.click();
    await expect.poll(moving).toBe(0);
    await shape.click();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expect(shape).toBeHidden();
    await expect.poll(moving).toBe(0);
  }
});

test("from a signed-in page: one press there and back, offline, and what is being typed stays", async ({
  browser,
}) => {
  const person = await Person.arrive(browser, phone);
  const { page, context } = person;
  await context.route(`${new URL(EXIT_URL).origin}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Neutral</title>" }),
  );
  await person.signUp();
  const note = await person.noteField("hug");
  await note.pressSequentially("the blue door, and");
  const typed = await note.inputValue();

  await test.step("offline, and back by the button", async () => {
    await context.setOffline(true);
    const scrolled = await page.evaluate(() => scrollY);
    const address = page.url();
    await expect(steady(page)).toBeInViewport();
    await tapSteady(page);
    await expect(title(page)).toBeVisible();
    await expect(note).toBeHidden();
    expect(page.url()).toBe(address);
    await summary(page, first.title).tap();
    await person.button(grounding.step, block(page, first.title)).tap();
    await person.button(grounding.next, block(page, first.title)).tap();
    await expect(block(page, first.title).getByRole("status")).toHaveText(first.steps[1] ?? "");
    await person.button(grounding.back).tap();
    await expect(note).toBeVisible();
    await expect(note).toHaveValue(typed);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await expect(page.getByText(words.shell.saving.notYet).first()).toBeVisible();
  });

  await test.step("offline, and back by the browser's own way", async () => {
    await tapSteady(page);
    await expect(title(page)).toBeVisible();
    await page.goBack();
    await expect(title(page)).toHaveCount(0);
    await note.press("End");
    await note.pressSequentially(" the yellow one");
    await context.setOffline(false);
    await person.button(words.shell.saving.tryAgain).click();
    await person.saved();
    await expect(note).toHaveValue(`${typed} the yellow one`);
  });

  await test.step("locking meanwhile interrupts nobody, and opens nothing", async () => {
    await tapSteady(page);
    await summary(page, first.title).tap();
    const other = await context.newPage();
    await other.goto("/en/home");
    await other.getByRole("button", { name: words.home.lock }).tap();
    await expect.poll(async () => (await onScreen(page)).includes("blue door")).toBe(false);
    await expect(page.getByText(first.stop)).toBeVisible();
    await other.close();
    await person.button(grounding.back).tap();
    await expect(person.button(words.account.locked.unlock)).toBeVisible();
  });

  await test.step("reached from a locked page too, and left at once from there", async () => {
    await tapSteady(page);
    await expect(title(page)).toBeVisible();
    await expect(page.getByRole("link", { name: words.exit.leave })).toBeInViewport();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForURL(EXIT_URL);
  });
  await person.close();
});
