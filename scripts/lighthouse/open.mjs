// Lighthouse, and the browser that it looks through. It is fetched into a folder that is thrown away: it is too large to live
// among the packages that every clone installs.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium } from "../programs.mjs";
import { npm } from "../serve/install.mjs";

const LIGHTHOUSE = "lighthouse@12.8.2";

/**
 * What Lighthouse says of a page: the score of each category, 0 to 1, and of each audit, with what it measured.
 * @typedef {{ score: number | null }} Category
 * @typedef {{ id: string, score: number | null, numericValue?: number }} Audit
 * @typedef {{ runtimeError?: { code: string }, categories: Record<string, Category>, audits: Record<string, Audit> }} Report
 */
/** @typedef {{ look: (address: string, settings: object) => Promise<Report>, close: () => Promise<void> }} Lighthouse */

/**
 * Fetches Lighthouse and starts a browser for it. Throws with what npm printed where it cannot be fetched.
 * @param {string} folder one that is thrown away
 * @returns {Promise<Lighthouse>} `look` measures one page, by settings of Lighthouse's own
 */
export async function openLighthouse(folder) {
  const chromePath = await findChromium();
  console.log(`Fetching ${LIGHTHOUSE} …`);
  const fetched = await npm(["install", "--prefix", folder, "--ignore-scripts", "--no-save", LIGHTHOUSE], {
    capture: true,
  });
  if (fetched.code !== 0) throw new Error(fetched.output);
  /** @param {string} file of a package there */
  const load = (file) => import(pathToFileURL(path.join(folder, "node_modules", file)).href);
  const { default: lighthouse } = await load("lighthouse/core/index.js");
  const { launch } = await load("chrome-launcher/dist/index.js");
  const chrome = await launch({
    chromePath,
    chromeFlags: [
      "--headless=new",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
  return {
    look: async (address, settings) => {
      const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "silent", ...settings });
      return lhr;
    },
    close: async () => {
      await chrome.kill();
    },
  };
}
