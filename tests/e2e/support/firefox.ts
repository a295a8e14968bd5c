import puppeteer, { type Browser, type Page } from "puppeteer-core";

/** Settings of Firefox that a person can choose. */
export const CHOICES = {
  asItComes: {},
  privateWindows: { "browser.privatebrowsing.autostart": true },
  /** All cookies blocked, and with them every store and the channel between tabs. */
  cookiesBlocked: { "network.cookie.cookieBehavior": 2 },
} as const;

/**
 * A window of the Firefox that is installed, driven over WebDriver BiDi: Playwright drives only a Firefox of its own. Throws where
 * FIREFOX_PATH, which `npm test` sets, is missing.
 */
export async function openFirefox(choice: keyof typeof CHOICES): Promise<FirefoxWindow> {
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
  page.setDefaultTimeout(60_000);
  const window = new FirefoxWindow(browser, page);
  page.on("pageerror", (error) => window.complaints.push(String(error)));
  return window;
}

/** What a person does in it, by what the screen says. */
export class FirefoxWindow {
  readonly complaints: string[] = [];

  constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  open = (path: string) => this.page.goto(`${process.env.STILE_TEST_ORIGIN}/en${path}`);

  /** Waits until these words can be seen. */
  async sees(text: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => {
        const shown = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
        for (let node = shown.nextNode(); node !== null; node = shown.nextNode()) {
          if (!(node instanceof HTMLElement) || node.innerText.trim() !== wanted) continue;
          if (node.checkVisibility()) return true;
        }
        return false;
      },
      {},
      text,
    );
  }

  /** Presses a button, or follows a link. */
  press = (name: string) =>
    this.page.locator(`::-p-xpath(//*[self::button or self::a][normalize-space()=${quoted(name)}])`).click();

  /** Writes into the field that is labelled so. */
  fill = (label: string, text: string) => this.field(label).fill(text);

  /** What stands in the field that is labelled so. */
  value = (label: string) =>
    this.field(label)
      .map((field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : null,
      )
      .wait();

  private field = (label: string) =>
    this.page.locator(
      `::-p-xpath(//*[self::input or self::textarea][@id=//label[normalize-space()=${quoted(label)}]/@for])`,
    );

  /** The words of the numbered row that is labelled so. */
  async wordsIn(label: string): Promise<string[]> {
    const row = `ol[aria-label=${JSON.stringify(label)}] li span:last-child`;
    await this.page.waitForSelector(row);
    return this.page.$$eval(row, (spans) => spans.map((span) => span.textContent ?? ""));
  }

  close = () => this.browser.close();
}

/** A text as XPath writes it, which knows no escapes. */
const quoted = (text: string) =>
  `concat('', ${text
    .split("'")
    .map((part) => `'${part}'`)
    .join(`, "'", `)})`;
