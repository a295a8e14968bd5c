// What is measured in a real browser: unlocking, and showing what the other shares.
import { chromium } from "@playwright/test";
import { findChromium } from "../programs.mjs";
import { words } from "../words.mjs";

/** @typedef {import("../people.mjs").Person} Person */
/** @typedef {import("@playwright/test").Browser} Browser */
/** @typedef {import("@playwright/test").Page} Page */

/** How long anything on a page may take, milliseconds. */
const PATIENCE_MS = 120_000;

const options = async () => ({
  executablePath: await findChromium(),
  args: [
    // As root, as in a container, Chromium refuses its own sandbox.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    ...["--disable-component-update", "--disable-sync"],
  ],
});

/** Chromium without a window. Throws with what to do where there is none. */
export const openBrowser = async () => chromium.launch(await options());

/** The same as a process that is known. @returns {Promise<{ browser: Browser, pid: number, close: () => Promise<void> }>} */
export async function openBrowserProcess() {
  const server = await chromium.launchServer(await options());
  const { pid } = server.process();
  if (pid === undefined) throw new Error("A browser that was started is a process.");
  return { browser: await chromium.connect(server.wsEndpoint()), pid, close: () => server.close() };
}

/**
 * Signs in by the form, in a browser context of its own. @param {Browser} browser @param {string} origin @param {Person} person
 * @param {() => Promise<unknown>} [ready] done once the form is filled and all is there that it needs
 * @returns {Promise<{ page: Page, took: number, vouched: Promise<void> }>} `took`: milliseconds from sending the form to the first page
 *   of one's own, painted. `vouched`: once a reload gets its token with the half, which goes on behind that page
 */
export async function signIn(browser, origin, { handle, passphrase }, ready = async () => {}) {
  const context = await browser.newContext({ locale: "en-GB" });
  /** @type {Promise<void>} */
  const vouched = new Promise((resolve) => {
    context.on("response", (answer) => {
      if (answer.url() === `${origin}/api/key-half/verifier`) resolve();
    });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${origin}/en/sign-in`);
  await page.getByLabel(words.account.handle.label, { exact: true }).fill(handle);
  await page.getByLabel(words.account.passphrase.label, { exact: true }).fill(passphrase);
  // Nobody types faster than the program behind the form is fetched.
  await page.waitForLoadState("networkidle");
  await ready();
  await page.evaluate((title) => {
    const measured = new Promise((resolve) => {
      const begin = () => {
        const began = performance.now();
        const look = () => {
          const shown = document.querySelector("main h1")?.textContent === title;
          // The frame after this one has it on the screen.
          if (shown) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
          else requestAnimationFrame(look);
        };
        look();
      };
      document.addEventListener("submit", begin, { capture: true, once: true });
    });
    Object.assign(window, { measured });
  }, words.home.title);
  await page.getByRole("button", { name: words.account.signIn.submit, exact: true }).click();
  await page.waitForURL(/\/en\/home$/);
  const took = await page.evaluate(() => Reflect.get(window, "measured"));
  if (typeof took !== "number") throw new Error("The time to unlock could not be taken.");
  return { page, took, vouched };
}

/**
 * Opens the page of what the other shares, by its address, with the vault unlocked on this device. Twice as many entries on
 * the page as expected, or fewer, is an error.
 * @param {Page} page of somebody signed in
 * @param {string} origin
 * @param {number} entries how many are shared
 * @returns {Promise<{ whole: number, own: number }>} milliseconds until all entries were painted: from the start of the
 *   navigation, and from the moment the sealed page began to arrive
 */
export async function openTheirs(page, origin, entries) {
  // When the answer began: Chromium does not always tell when a worker's request has ended.
  const arrived = page
    .waitForEvent("response", (response) => response.url() === `${origin}/api/sheet`)
    .then(() => Date.now());
  await page.goto(`${origin}/en/theirs`, { waitUntil: "commit" });
  const shown = await page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const count = () => document.querySelectorAll("main section > ul > li").length;
        const look = () => {
          if (count() < wanted) requestAnimationFrame(look);
          else {
            requestAnimationFrame(() =>
              setTimeout(() =>
                resolve({ start: performance.timeOrigin, whole: performance.now(), count: count() }),
              ),
            );
          }
        };
        look();
      }),
    entries,
  );
  const { start, whole, count } = /** @type {{ start: number, whole: number, count: number }} */ (shown);
  if (count !== entries) throw new Error(`${count} entries were shown where ${entries} are shared.`);
  return { whole, own: start + whole - (await arrived) };
}
