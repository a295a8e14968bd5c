import { expect, type Page } from "@playwright/test";
import { runAxe } from "./axe";
import type { MarkupChecker } from "./markup";
import { test as base } from "./test";

const SIZES = [
  { width: 320, height: 640 },
  { width: 1280, height: 900 },
] as const;
const SCHEMES = ["light", "dark"] as const;

type Finding = { rule: string; where: string; summary: string };

/**
 * Colours get from one theme to the other without fading, and what lies off the screen is styled as well before it is
 * scrolled to (content-visibility): axe looks at all of the page, and at once.
 */
const settled = (page: Page) =>
  page.evaluate(async () => {
    if (document.adoptedStyleSheets.length === 0) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { transition: none !important; content-visibility: visible !important; }");
      document.adoptedStyleSheets.push(sheet);
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });

/**
 * How a page is looked at: in each size and theme; or on a phone by day, where all else is the same as on another page that is
 * looked at in full.
 */
type Looks = "all" | "one";

/** What axe finds on the page as it stands. */
async function findings(page: Page, looks: Looks): Promise<Record<string, Finding[] | string>> {
  const found: Record<string, Finding[] | string> = {};
  const count = looks === "one" ? 1 : undefined;
  for (const size of SIZES.slice(0, count)) {
    await page.setViewportSize(size);
    for (const colorScheme of SCHEMES.slice(0, count)) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await settled(page);
      const name = `${size.width} px, ${colorScheme}`;
      const { violations } = await runAxe(page);
      if (violations.length > 0) {
        found[name] = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => ({
            rule: id,
            where: target.join(" "),
            summary: failureSummary ?? "",
          })),
        );
      }
    }
    if (size.width === 320) {
      const over = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return "";
        const wide = [...document.querySelectorAll("body *")].find(
          (element) => element.getBoundingClientRect().right > clientWidth + 1,
        );
        return `${scrollWidth} > ${clientWidth}: ${wide?.outerHTML.slice(0, 200)}`;
      });
      if (over !== "") found["scrolls sideways at 320 px"] = over;
    }
  }
  return found;
}

/** What the W3C's checker finds in what a page has made of itself by then. */
async function madeWrong(page: Page, markup: MarkupChecker): Promise<string[]> {
  const found = await markup.findings(await page.content());
  // Scripts that were added meanwhile stand before it: only in what is sent can it come too late.
  return found.filter((finding) => !finding.includes("after the first 1024 bytes"));
}

/** Checks a page as it stands, under a name; a test goes on, and tells all that was found. */
type Check = (page: Page, name: string, looks?: Looks) => Promise<void>;

/**
 * `test` with a `check`: axe finds nothing on the page, on a small phone and on a desktop, in both themes; the W3C's checker
 * finds nothing in it; and it does not scroll sideways on the phone.
 */
export const test = base.extend<{ check: Check }>({
  check: ({ markup }, use) =>
    use((page, name, looks = "all") =>
      test.step(name, async () => {
        await expect(page.locator("h1").filter({ visible: true }).first()).toBeVisible();
        expect.soft(await findings(page, looks), name).toEqual({});
        expect.soft(await madeWrong(page, markup), name).toEqual([]);
      }),
    ),
});

/** Opens everything that can be unfolded. */
export async function openAll(page: Page): Promise<void> {
  for (const details of await page.locator("details").all()) {
    // What moves is not there at all while less motion is asked for.
    if (!(await details.isVisible())) continue;
    if ((await details.getAttribute("open")) === null) await details.locator("summary").first().click();
  }
}
