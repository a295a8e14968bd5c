import { expect } from "@playwright/test";
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";

import { words } from "./words";

/** Deriving a key takes its time on a busy machine, milliseconds. */
const WAIT_MS = 60_000;

/** Settings of Firefox that a person can choose. */
export const CHOICES = {
  asItComes: {},
  privateWindows: { "browser.privatebrowsing.autostart": true },
  /** All cookies blocked, and with them every store and the channel between tabs. */
  cookiesBlocked: { "network.cookie.cookieBehavior": 2 },
} as const;

/**
 * A window of the Firefox that is installed, for the server at `origin`, driven over WebDriver BiDi: Playwright drives only a Firefox of its own. Throws where
 * FIREFOX_PATH, which `npm test` sets, is missing.
 */
export async function openFirefox(choice: keyof typeof CHOICES, origin: string): Promise<FirefoxWindow> {
  const executablePath = process.env.FIREFOX_PATH;
  if (!executablePath) throw new Error("FIREFOX_PATH must name a Firefox.");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      ...CHOICES[choice],
      "intl.accept_languages": "en-GB",
      // Nothing of Firefox's own goes out.
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      "toolkit.telemetry.enabled": false,
      "app.update.enabled": false,
    },
  });
  const page = await browser.newPage();
  const window = new FirefoxWindow(browser, page, origin);
  page.on("pageerror", (error) => {
    // What was under way as the page was left is reported too.
    if (!String(error).includes("NS_BINDING_ABORTED")) window.complaints.push(String(error));
  });
  return window;
}

/** What a person does in it, by what the screen says. */
export class FirefoxWindow {
  readonly complaints: string[] = [];

  constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly origin: string,
  ) {}

  open = (path: string) => this.page.goto(`${this.origin}/en${path}`);

  /** Waits for the page that an open vault begins with. */
  async atHome(): Promise<void> {
    await this.sees(words.home.lead);
  }

  /** Waits until these words can be seen. */
  sees = (text: string) => this.find("shown", text);

  /** Presses a button, or follows a link. */
  async press(name: string): Promise<void> {
    const found = await this.find("pressable", name);
    await found.click();
  }

  /** Writes into the field that is labelled so, in place of what stands there. */
  async fill(label: string, text: string): Promise<void> {
    const field = await this.find("labelled", label);
    await field.evaluate((element) => element instanceof HTMLInputElement && element.select());
    await field.type(text);
  }

  /** What stands in the field that is labelled so. */
  async value(label: string): Promise<string> {
    const field = await this.find("labelled", label);
    return field.evaluate((element) =>
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : "",
    );
  }

  /**
   * Waits for what can be seen and has this text, or this label. Asked over and over: the driver's own ways of waiting build
   * functions from text, which the page's policy refuses.
   */
  private async find(
    what: "shown" | "pressable" | "labelled",
    text: string,
  ): Promise<ElementHandle<Element>> {
    const deadline = Date.now() + WAIT_MS;
    while (Date.now() < deadline) {
      const found = (await this.page.evaluateHandle(lookFor, what, text)).asElement();
      if (found !== null) return found as ElementHandle<Element>;
      await new Promise((done) => setTimeout(done, 100));
    }
    const page = await this.page.evaluate(() => document.body.innerText);
    throw new Error(`Nothing on ${this.page.url()} is ${what} and says "${text}". It says: ${page}`);
  }

  /** The words of the numbered row that is labelled so. */
  wordsIn = (label: string) => this.texts(`ol[aria-label=${JSON.stringify(label)}] li span:last-child`);

  /** Waits for these elements, and gives the text of each. */
  async texts(selector: string): Promise<string[]> {
    const read = () => this.page.$$eval(selector, (all) => all.map((one) => one.textContent ?? ""));
    await expect.poll(async () => (await read()).length, { timeout: WAIT_MS }).toBeGreaterThan(0);
    return read();
  }

  close = () => this.browser.close();
}

/** Runs in the page. */
function lookFor(what: "shown" | "pressable" | "labelled", text: string): Element | null {
  const says = (element: Element) => (element.textContent ?? "").trim() === text;
  const all = (selector: string) =>
    [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  // A row says its name, and beside it what it holds.
  const isNamed = (element: Element) => says(element) || [...element.querySelectorAll("bdi")].some(says);
  if (what === "pressable") return all("button, a").find(isNamed) ?? null;
  if (what === "shown") return all("*").find(says) ?? null;
  const label = [...document.querySelectorAll("label")].find(says);
  return label?.control ?? null;
}
