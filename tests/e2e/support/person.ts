import { type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import type { AnswerKind, StarterTopicKey } from "@/lib/domain/kinds/comfort";
import type { Situation } from "@/lib/domain/kinds/support";
import { ACCESS_HEADER, ACCOUNT_HEADER } from "@/lib/wire/headers";
import { words } from "./words";

/** The parts of all that is ticked part by part, by name. */
const PARTS = {
  ...words.kinds.comfort.parts,
  ...words.kinds.hardMoment.parts,
  ...words.kinds.support.parts,
  ...words.kinds.words.parts,
};
type Part = keyof typeof PARTS;
type Direction = "whenTheyStart" | "whenIStart" | "either";
type Question = keyof typeof words.kinds.checkIn.parts;

let arrivals = 0;

/** One person with a browser of their own, who does what people do by what the screens say. */
export class Person {
  handle = "";
  passphrase = "";
  recoveryCode = "";

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /**
   * A new browser context, with an address of its own. Anything on its console at error level, and any page error, fails
   * the test at `close`.
   */
  static async arrive(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Person> {
    arrivals += 1;
    // From the range kept for examples (RFC 3849), a network (/64) for each. The process is in it: after a failure a new one counts
    // from the start.
    const address = `2001:db8:${(process.pid % 65_536).toString(16)}:${arrivals.toString(16)}::1`;
    const context = await browser.newContext({
      ...options,
      extraHTTPHeaders: { "x-forwarded-for": address, ...options.extraHTTPHeaders },
    });
    const person = new Person(context, await context.newPage());
    context.on("request", (request) => {
      for (const name of [ACCOUNT_HEADER, ACCESS_HEADER]) {
        const value = request.headers()[name];
        if (value !== undefined) person.named[name] = value;
      }
    });
    person.page.on("console", (message) => {
      // A refused request is told on the console too, and some tests refuse requests on purpose.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        person.complaints.push(message.text());
      }
    });
    person.page.on("pageerror", (error) => person.complaints.push(String(error)));
    return person;
  }
  readonly complaints: string[] = [];
  /** What the browser's own requests for something personal say of themselves last. */
  private readonly named: Record<string, string> = {};

  /** Asks the server from the page, as the program would. Null where the browser has no answer. */
  ask(path: `/api/${string}`, { headers, ...init }: { headers?: Record<string, string> } & RequestInit = {}) {
    return this.page.evaluate(
      async ([url, options]) => {
        const response = await fetch(url, options).catch(() => null);
        return (
          response && {
            status: response.status,
            headers: Object.fromEntries([...response.headers].filter(([name]) => name !== "date")),
            // A character for each byte: an answer may hold sealed ones.
            body: Array.from(new Uint8Array(await response.arrayBuffer()), (byte) =>
              String.fromCharCode(byte),
            ).join(""),
          }
        );
      },
      [path, { cache: "no-store", ...init, headers: { ...this.named, ...headers } }] as const,
    );
  }

  /** Another tab of the same browser, in which somebody else may do things. */
  async beside(): Promise<Person> {
    return new Person(this.context, await this.context.newPage());
  }

  /** Ends the browser context, after checking that nothing was complained about. */
  async close(): Promise<void> {
    expect(this.complaints).toEqual([]);
    await this.context.close();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`/en${path}`);
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole("button", { name, exact: typeof name === "string" });
  }

  /** Makes an account with what is suggested, and ends on the home page. */
  async signUp(): Promise<void> {
    await this.open("/sign-up");
    const { page } = this;
    const { account } = words;
    const handle = page.getByLabel(account.handle.label, { exact: true });
    await expect(handle).not.toHaveValue("");
    this.handle = await handle.inputValue();
    this.passphrase = (await this.wordsIn(account.choose.words, 6)).join(" ");
    await this.button(account.next).click();
    await this.writeDownCode();
    await this.button(account.signUp.submit).click();
    await this.atHome();
  }

  /** Notes the code that is shown and types it back. */
  private async writeDownCode(): Promise<void> {
    const { page } = this;
    const groups = page.getByTestId("recovery-code").locator("span");
    await expect(groups.first()).toBeVisible();
    this.recoveryCode = (await groups.allInnerTexts()).join("-");
    await this.button(words.account.code.written).click();
    await page
      .getByLabel(words.account.code.confirmLabel)
      .fill(this.recoveryCode.toLowerCase().replaceAll("-", " "));
  }

  async signIn(): Promise<void> {
    await this.open("/sign-in");
    await this.typeAccount();
    await this.atHome();
  }

  async typeAccount(passphrase = this.passphrase): Promise<void> {
    const { account } = words;
    await this.page.getByLabel(account.handle.label, { exact: true }).fill(this.handle);
    await this.page.getByLabel(account.passphrase.label, { exact: true }).fill(passphrase);
    await this.button(account.signIn.submit).click();
  }

  async atHome(): Promise<void> {
    await expect(this.page).toHaveURL(/\/en\/home$/);
    await expect(this.page.getByRole("heading", { level: 1, name: words.home.title })).toBeVisible();
  }

  /** Recovers the account on this browser; the passphrase and code are new after it. */
  async recover(): Promise<void> {
    await this.open("/recover");
    const { page } = this;
    const { account } = words;
    await page.getByLabel(account.handle.label, { exact: true }).fill(this.handle);
    await page.getByLabel(account.recover.codeLabel, { exact: true }).fill(this.recoveryCode);
    await this.button(account.next).click();
    this.passphrase = (await this.wordsIn(account.choose.words, 6)).join(" ");
    await this.button(account.next).click();
    await this.writeDownCode();
    await this.button(account.recover.submit).click();
    await this.button(account.recover.open).click();
    await this.atHome();
  }

  /** Waits until the line that tells how saving stands says that all is saved. */
  async saved(): Promise<void> {
    await expect(this.page.getByText(words.shell.saving.saved, { exact: true })).toBeVisible();
  }

  async openRow(title: string): Promise<Locator> {
    const toggles = this.page.locator("button[aria-expanded][aria-controls]");
    const toggle = toggles.filter({
      has: this.page.locator("bdi", { hasText: new RegExp(`^${literal(title)}$`) }),
    });
    const own = this.page.getByRole("listitem").filter({ has: toggle });
    if ((await toggle.getAttribute("aria-expanded")) !== "true") await toggle.click();
    return own;
  }

  /** Opens a topic and gives an answer for one direction. */
  async answer(
    topic: StarterTopicKey,
    direction: Direction,
    is: AnswerKind,
    condition?: string,
  ): Promise<void> {
    await this.go("/comfort");
    const row = await this.openRow(words.topics[topic]);
    const group = row.getByRole("group", { name: words.comfort[direction], exact: true });
    await group.getByRole("radio", { name: words.answers[is], exact: true }).check();
    if (condition !== undefined)
      await group.locator("..").getByLabel(words.comfort.condition).fill(condition);
  }

  async noteOn(topic: StarterTopicKey, note: string): Promise<void> {
    await (await this.noteField(topic)).fill(note);
  }

  /** The note of a topic, opened. */
  async noteField(topic: StarterTopicKey): Promise<Locator> {
    await this.go("/comfort");
    const row = await this.openRow(words.topics[topic]);
    return row.getByRole("textbox", { name: words.comfort.note, exact: true });
  }

  /** Ticks or unticks parts of the entry with this title on the page that is open. */
  async tick(title: string, parts: readonly Part[], on = true): Promise<void> {
    await this.tickIn(await this.openRow(title), parts, on);
  }

  /** The same within what is open, or on the page of the one item that there is. */
  async tickIn(within: Page | Locator, parts: readonly Part[], on = true): Promise<void> {
    const details = within.locator("details", { hasText: words.sharing.whatTheySee });
    if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
    for (const part of parts) {
      const box = details.getByRole("checkbox", { name: PARTS[part].name });
      await box.setChecked(on);
      await expect(box).toBeChecked({ checked: on });
    }
  }

  async addHardMoment(
    moment: { name: string; signs: string[]; helps: string[] },
    share: readonly Part[] = [],
  ): Promise<void> {
    await this.go("/hard-moments");
    const { add, parts } = words.kinds.hardMoment;
    await this.button(add).click();
    const name = this.page.getByRole("textbox", { name: parts.name.label, exact: true });
    await name.fill(moment.name);
    await this.fillList(parts.signs.label, parts.signs.add, moment.signs);
    await this.fillList(parts.helps.label, parts.helps.add, moment.helps);
    await name.blur();
    await this.saved();
    if (share.length > 0) await this.tick(moment.name, share);
  }

  async addSupport(
    situation: Situation,
    support: { steps: string[] },
    share: readonly Part[] = [],
  ): Promise<void> {
    await this.go("/support");
    const { names, parts } = words.kinds.support;
    await this.button(names[situation].mine).click();
    await this.fillList(parts.steps.label, parts.steps.add, support.steps);
    await this.saved();
    if (share.length > 0) await this.tick(names[situation].mine, share);
  }

  /** Writes lines into an empty list of the entry that is open. */
  async fillList(legend: string, add: string, lines: readonly string[]): Promise<void> {
    const group = this.page.getByRole("group", { name: legend, exact: true });
    for (const [at, line] of lines.entries()) {
      await this.button(add, group).click();
      await group.getByRole("textbox").nth(at).fill(line);
    }
    if (lines.length > 0) await group.getByRole("textbox").last().blur();
  }

  /** Makes an invite and gives its link. */
  async invite(): Promise<string> {
    await this.go("/linking");
    await this.button(words.link.make.button).click();
    const link = this.page.getByRole("group", { name: words.link.invited.linkLabel }).locator("p");
    await expect(link).toBeVisible();
    return link.innerText();
  }

  /** The four words that are on the screen. */
  pairWords(): Promise<string[]> {
    return this.wordsIn(words.link.compare.wordsLabel, 4);
  }

  /** The words of a numbered row. */
  private async wordsIn(label: string, count: number): Promise<string[]> {
    const row = this.page.getByRole("list", { name: label }).getByRole("listitem");
    await expect(row).toHaveCount(count);
    return row.locator("span:last-child").allInnerTexts();
  }

  async accept(link: string): Promise<void> {
    await this.page.goto(link);
    await this.button(words.link.opened.accept).click();
    await expect(this.page.getByRole("heading", { name: words.link.waiting.title })).toBeVisible();
  }

  /** Goes to the other's page and waits for it to be read. */
  async look(): Promise<Locator> {
    await this.open("/theirs");
    await expect(this.page.getByText(words.sheet.standing)).toBeVisible();
    // Until the newest page has come, only what limits is there.
    await expect(this.page.getByText(words.sheet.looking)).toHaveCount(0);
    return this.page.getByRole("main");
  }

  async checkIn(
    answers: { question: Question; word?: string; text?: string; share?: boolean }[],
  ): Promise<void> {
    await this.go("/check-in");
    await this.button(words.checkIn.new).click();
    for (const { question, word, text, share } of answers) {
      const ask = words.kinds.checkIn.parts[question].label;
      const field =
        word === undefined
          ? this.page.getByLabel(ask, { exact: true })
          : this.page.getByRole("group", { name: ask });
      if (word !== undefined) await field.getByRole("radio", { name: word, exact: true }).check();
      if (text !== undefined) {
        await field.fill(text);
        await field.blur();
      }
      if (share) {
        const own = field.locator("xpath=ancestor::div[.//input[@role='switch']][1]");
        await own.getByRole("switch", { name: words.checkIn.share }).check();
      }
    }
    await this.button(words.checkIn.done).click();
    await this.saved();
  }

  /** Goes to a page of the app the way people do, by the links on the screen; home has one to each. */
  async go(path: string): Promise<void> {
    const { page } = this;
    const here = () => new URL(page.url()).pathname === `/en${path}`;
    if (here()) return;
    const link = (to: string) => page.locator(`a[href="/en${to}"]`).filter({ visible: true }).first();
    if (!(await link(path).isVisible())) {
      await link("/home").click();
      await expect(page.getByRole("heading", { level: 1, name: words.home.title })).toBeVisible();
    }
    await link(path).click();
    await expect.poll(here).toBe(true);
    if (path !== "/home")
      await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(words.home.title);
  }
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
