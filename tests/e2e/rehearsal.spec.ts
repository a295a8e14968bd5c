import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { rehearsal } from "@/lib/domain/rehearsal/schema";
import { rehearsalSlugs } from "@/lib/domain/rehearsal/slugs";
import { type Branch, unfold } from "@/lib/domain/rehearsal/walk";
import { test } from "./support/test";
import { expectNone, storedCounts, traces } from "./support/traces";
import { words } from "./support/words";

/*
 * Practising a hard moment: by keyboard alone, with no network and with no scripts; and nothing of it is left anywhere.
 */

const text = (slug: string) =>
  rehearsal.parse(
    JSON.parse(readFileSync(new URL(`../../messages/en/rehearsal/${slug}.json`, import.meta.url), "utf8")),
  );
const moment = text("a-hug");
const start = unfold(moment.nodes);

const said = words.rehearsal;
/** A line that is offered now. The same words may wait, folded away, where other ways come to the same point. */
const line = (page: Page, you: string): Locator => page.locator("summary:visible", { hasText: you }).first();
/** What came of the line picked last. */
const answer = (page: Page, words: string): Locator =>
  page.locator("main details[open]").last().locator("p", { hasText: words }).first();

/** The choices of a step, of which there must be some. */
function choicesOf(branch: Branch) {
  if (!("choices" in branch)) throw new Error("an end");
  return branch.choices;
}

/** The way through that always takes the last choice, which in these texts is seldom the gentlest. */
function lastWay(
  branch: Branch,
): { you: string; others: string[]; lands: string; why: string; after: Branch }[] {
  if (!("choices" in branch)) return [];
  const choice = branch.choices.at(-1);
  if (choice === undefined) throw new Error("a step without choices");
  const others = branch.choices.slice(0, -1).map(({ you }) => you);
  return [{ ...choice, others }, ...lastWay(choice.after)];
}

/** Presses Tab until this has the focus; nothing on the way may be out of sight. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 40; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return true;
      const box = focused.getBoundingClientRect();
      const strip = document.querySelector(".at-hand");
      const foot =
        strip === null || strip.contains(focused) ? innerHeight : strip.getBoundingClientRect().top;
      return box.height > 1 && box.top >= 0 && box.top < Math.min(innerHeight, foot);
    });
    expect(seen).toBe(true);
  }
  throw new Error(`The Tab key never came to ${target}`);
}

/** Goes one way through by keyboard, and looks at each step. */
async function playThrough(page: Page, branch: Branch): Promise<Branch> {
  let at = branch;
  for (const { you, others, lands, why, after } of lastWay(branch)) {
    const target = line(page, you);
    await tabTo(page, target);
    await page.keyboard.press("Enter");
    await expect(target).toBeFocused();
    await expect(answer(page, lands)).toBeVisible();
    await expect(answer(page, why)).toBeVisible();
    for (const other of others) await expect(line(page, other)).toHaveCount(0);
    for (const way of [said.stop, words.grounding.open, words.site.help]) {
      await expect(
        page.getByRole("navigation", { name: said.atHand }).getByRole("link", { name: way }),
      ).toBeInViewport();
    }
    at = after;
  }
  return at;
}

test("one moment by keyboard, small and still: and nothing of it is kept", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  const asked: string[] = [];
  await page.goto("/en/rehearsal");
  await expect(page.getByText(said.practice)).toBeVisible();
  await page.getByRole("link", { name: moment.title }).click();
  await expect(page.getByRole("heading", { level: 1, name: moment.title })).toBeVisible();
  await expect(page.getByText(said.practice)).toBeVisible();
  await page.waitForLoadState("networkidle");
  const stored = await storedCounts(page);
  const address = page.url();
  const history = await page.evaluate(() => window.history.length);
  page.on("request", (request) => asked.push(request.url()));

  const end = await playThrough(page, start);
  if (!("leave" in end)) throw new Error("not at an end");
  await expect(answer(page, end.leave)).toBeVisible();

  expect(asked).toEqual([]);
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => window.history.length)).toBe(history);
  expect(await storedCounts(page)).toEqual(stored);
  expectNone(
    await traces(page),
    lastWay(start).flatMap(({ you, lands, why }) => [you, lands, why]),
  );

  await page.reload();
  await expect(line(page, choicesOf(start)[0]?.you ?? "")).toBeVisible();
  await expect(page.locator("main details[open]")).toHaveCount(0);
});

test("what was said can be taken back, and something else tried", async ({ page }) => {
  await page.goto(`/en/rehearsal/${moment.slug}`);
  const [one, two] = choicesOf(start);
  if (one === undefined || two === undefined) throw new Error("too few choices");
  await line(page, one.you).click();
  await expect(answer(page, one.lands)).toBeVisible();
  await expect(line(page, two.you)).toHaveCount(0);
  await page.getByText(said.takeBack, { exact: true }).filter({ visible: true }).click();
  await expect(page.locator("main details[open]")).toHaveCount(0);
  await line(page, two.you).click();
  await expect(answer(page, two.lands)).toBeVisible();
  await expect(line(page, one.you)).toHaveCount(0);
});

test("once it is open it needs no network", async ({ page, context }) => {
  await page.goto(`/en/rehearsal/${moment.slug}`);
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  const end = await playThrough(page, start);
  if (!("leave" in end)) throw new Error("not at an end");
  await expect(answer(page, end.leave)).toBeVisible();

  // What needs the network leaves the page as it is, and says so; it leads on once the network is there again.
  const lines = page.getByRole("main").getByRole("link", { name: words.site.help }).first();
  await lines.click();
  await expect(page.getByText(words.site.stayOffline)).toBeVisible();
  await expect(answer(page, end.leave)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(words.site.stayOffline)).toBeHidden();
  await lines.click();
  await expect(page.getByRole("heading", { level: 1, name: words.help.title })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("every moment can be gone through to an end, and stopped at any step", async ({ page }) => {
    for (const slug of rehearsalSlugs) {
      await page.goto(`/en/rehearsal/${slug}`);
      const whole = unfold(text(slug).nodes);
      let at = whole;
      for (const { you, after } of lastWay(whole)) {
        await line(page, you).click();
        at = after;
        await expect(page.getByRole("link", { name: said.stop })).toBeVisible();
      }
      if (!("leave" in at)) throw new Error("not at an end");
      await expect(answer(page, at.leave)).toBeVisible();
    }
    await page.getByRole("link", { name: said.stop }).click();
    await expect(page.getByRole("heading", { level: 1, name: said.title })).toBeVisible();
    const others = rehearsalSlugs.filter((slug) => text(slug).otherSideOf !== undefined);
    for (const [list, count] of [
      [said.listTitle, rehearsalSlugs.length - others.length],
      [said.otherSides, others.length],
    ] as const) {
      await expect(page.getByRole("region", { name: list }).getByRole("link")).toHaveCount(count);
    }
  });
});
