import fs from "node:fs";
import path from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { KINDS } from "../../lib/domain/kinds";
import { runAxe } from "../e2e/support/axe";

/*
 * Each part of a screen, in each of its states, is what it was: its picture on a phone, and what a screen reader is told. axe finds nothing in
 * it, light or dark, and it fits a phone of 320 px. Where a change is meant: `node scripts/test.mjs gallery --update`.
 */

const PHONE = { width: 390, height: 844 };
/** A specimen stands by itself, with no frame of a page round it, and its headings begin where they do on its screen. */
const OF_A_PAGE = ["heading-order"];

let names: readonly string[] = [];

const font = fs.readFileSync(
  path.resolve(
    import.meta.dirname,
    "../../node_modules/@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2",
  ),
);

/** A page of letters, lines and fields that nothing of the program has a part in. */
const LETTERS = `<!doctype html><style>
@font-face { font-family: letters; src: url(data:font/woff2;base64,${font.toString("base64")}); }
body { font: 17px/1.6 letters; letter-spacing: 0.01em; } h1 { font-size: 29px; } small { font-size: 13px; }
p { border: 1.5px solid #3b5d50; border-radius: 7px; padding: 9px; background: #f4efe6; }
</style><h1>Sphinx of black quartz</h1><p>Judge my vow: äöü ß éèê … – “1234567890”</p><small>The quick brown fox</small>
<p><input type="date" value="2026-03-14"> <input type="radio" checked> <input type="checkbox" checked></p>
<svg width="90" height="40" fill="none" stroke="#3b5d50" stroke-width="1.75"><path d="M4 11.5 12 5l8 6.5M30 20a9 9 0 1 1 18 0"/></svg>`;

/**
 * Whether this browser draws as the one did that the pictures were made with. Another version of it, or of what it draws letters with, draws
 * everything a little otherwise, and each picture would differ; that is asked of a page that no change of the program changes.
 */
async function looksAlike(browser: Browser): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width: 390, height: 400 } });
  await page.setContent(LETTERS);
  await page.evaluate(() => document.fonts.ready);
  const drawn = await page.screenshot();
  await page.close();
  try {
    expect(drawn).toMatchSnapshot("letters.png", { maxDiffPixels: 0, threshold: 0 });
    return true;
  } catch {
    return false;
  }
}

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
  const { violations } = await runAxe(page, { within: "main", without: OF_A_PAGE });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Said aloud, here and at the end of the whole run (scripts/test.mjs). */
const NOT_COMPARED =
  "The pictures were not compared: this browser draws otherwise than the one that they were made with.";

const GROUPS = ["ui", ...Object.keys(KINDS), "sharing", "home", "reader"];

test("pictures are compared where they can be", async ({ browser }) => {
  if (await looksAlike(browser)) return;
  const description = `${NOT_COMPARED} It is ${browser.version()}.`;
  console.warn(description);
  test.info().annotations.push({ type: "note", description });
});

test("every specimen is in a group that is looked at", () => {
  expect([...new Set(names.map((name) => name.split("/")[0]))].sort()).toEqual([...GROUPS].sort());
  expect(new Set(names).size).toBe(names.length);
});

for (const group of GROUPS) {
  test(`${group} is as it was`, async ({ browser, page }) => {
    const drawsAlike = await looksAlike(browser);
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto("/gallery");
    // What the address names before React has hydrated is taken out of it again by the router.
    await expect(page.locator("main")).toBeVisible();
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
        if (drawsAlike) await expect.soft(page).toHaveScreenshot(`${file}.png`, { fullPage: true });
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
