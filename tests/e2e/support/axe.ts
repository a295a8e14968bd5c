import type { Page } from "@playwright/test";
import axe, { type AxeResults, type RunOptions } from "axe-core";

/** WCAG 2.2, levels A and AA, with all that came before it. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Runs axe on the page as it stands, or on one element of it. A page's policy allows no foreign script tag, and none is needed.
 * `without`: rules that say nothing of what is looked at.
 */
export async function runAxe(
  page: Page,
  { within, without = [] }: { within?: string; without?: readonly string[] } = {},
): Promise<AxeResults> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options: RunOptions = {
    runOnly: { type: "tag", values: RULES },
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ["violations"],
  };
  const where = within === undefined ? "document" : JSON.stringify(within);
  return page.evaluate(`axe.run(${where}, ${JSON.stringify(options)})`);
}
