import { expect, type Page, test } from "@playwright/test";
import axe, { type AxeResults, type RunOptions } from "axe-core";

/*
 * Each part of a screen, in each of its states, is what it was: its picture on a phone, and what a screen reader is told. axe finds nothing in
 * it, light or dark, and it fits a phone of 320 px. Where a change is meant: `node scripts/test.mjs gallery --update`.
 */

const PHONE = { width: 390, height: 844 };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** A specimen stands by itself, with no frame of a page round it, and its headings begin where they do on its screen. */
const OF_A_PAGE = ["heading-order"];

let names: readonly string[] = [];

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto("/gallery");
  await page.locator("main a").last().waitFor();
  names = await page.locator("main a").allTextContents();
  await page.close();
});

/** Shows one specimen as it is to be looked at: at rest, with all of it laid out. */
async function show(page: Page, name: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, encodeURIComponent(name));
  const shown = page.locator(`[data-specimen=${JSON.stringify(name)}]`);
  await expect(shown).toBeVisible();
  const press: unknown = JSON.parse((await shown.getAttribute("data-press")) ?? "[]");
  if (press === "opened") await openAll(page);
  else if (Array.isArray(press)) {
    for (const selector of press) {
      const pressed = shown.locator(selector).first();
      await pressed.focus();
      // A link would lead away.
      if (selector !== "a") await pressed.press("Enter");
    }
  }
  const until = await shown.getAttribute("data-until");
  if (until !== null) await page.locator(until).waitFor();
  await page.evaluate(async () => {
    await Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** Opens what can be unfolded, and what that holds. */
async function openAll(page: Page): Promise<void> {
  const closed = page.locator(
    "main details:not([open]) > summary:visible, main button[aria-expanded=false][aria-controls]:visible",
  );
  while ((await closed.count()) > 0) await closed.first().press("Enter");
}

/** What a screen reader is told: of the specimen, and of a short message that it brought. */
async function told(page: Page): Promise<string> {
  const parts = await page.locator("main, .toast").all();
  return (await Promise.all(parts.map((part) => part.ariaSnapshot()))).join("\n");
}

async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options: RunOptions = {
    runOnly: { type: "tag", values: RULES },
    rules: Object.fromEntries(OF_A_PAGE.map((rule) => [rule, { enabled: false }])),
    resultTypes: ["violations"],
  };
  const { violations }: AxeResults = await page.evaluate(`axe.run("main", ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

const GROUPS = ["ui", "comfort", "hardMoment", "support", "checkIn", "sharing", "home", "reader"];

test("every specimen is in a group that is looked at", () => {
  expect([...new Set(names.map((name) => name.split("/")[0]))].sort()).toEqual([...GROUPS].sort());
  expect(new Set(names).size).toBe(names.length);
});

for (const group of GROUPS) {
  test(`${group} is as it was`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto("/gallery");
    await page.addStyleTag({
      content:
        "nextjs-portal { display: none } * { transition: none !important; content-visibility: visible !important; caret-color: transparent !important; }",
    });
    const own = names.filter((name) => name.startsWith(`${group}/`));
    expect(own.length).toBeGreaterThan(0);
    for (const name of own) {
      await test.step(name, async () => {
        await page.emulateMedia({ colorScheme: "light" });
        await show(page, name);
        const file = name.replaceAll(/[^\w/]+/g, "-");
        expect.soft(await told(page)).toMatchSnapshot(`${file}.yml`);
        await expect.soft(page).toHaveScreenshot(`${file}.png`, { fullPage: true });
        expect.soft(await axeFindings(page), `${name}, light`).toEqual([]);
        await page.emulateMedia({ colorScheme: "dark" });
        expect.soft(await axeFindings(page), `${name}, dark`).toEqual([]);
        await page.setViewportSize({ ...PHONE, width: 320 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(over, `${name}, wider than 320 px by`).toBeLessThanOrEqual(0);
        await page.setViewportSize(PHONE);
      });
    }
  });
}
