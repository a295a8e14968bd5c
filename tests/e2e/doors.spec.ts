import { type BrowserContext, expect, type Page } from "@playwright/test";
import { EXIT_URL } from "@/lib/client/exit/exit-url";
import { type Account, accountOf, arriveAs } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * Signing up, in, unlocking and recovering, where words come in another spelling, the browser's Back is pressed, an answer or
 * a file does not come, or the browser lacks something. Help lines and the way out work in all of it.
 */

const { account: said, guard, problems } = words;

const handleField = (page: Page) => page.getByLabel(said.handle.label, { exact: true });
const passphraseField = (page: Page) => page.getByLabel(said.passphrase.label, { exact: true });
const codeTyped = (page: Page) => page.getByLabel(said.code.confirmLabel);
const wordRow = (page: Page) => page.getByRole("list", { name: said.choose.words });
const code = (page: Page) => page.getByTestId("recovery-code").innerText();
const step = (page: Page, number: number) =>
  page.getByText(said.signUp.stepOf.replace("{step}", String(number)), { exact: true });

async function suggested(page: Page): Promise<string> {
  await expect(wordRow(page).getByRole("listitem")).toHaveCount(6);
  return (await wordRow(page).locator("li span:last-child").allInnerTexts()).join(" ");
}

/** On the page as it stands, help lines open and the way out leaves. */
async function expectHelpAndExit({ context, page }: Person): Promise<void> {
  const here = page.url();
  await page.getByRole("link", { name: words.site.help, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: words.help.title })).toBeVisible();
  await page.goto(here);
  await context.route(`${new URL(EXIT_URL).origin}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Neutral</title><p>An ordinary page" }),
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL(EXIT_URL);
}

/** Unlocks, and waits: deriving the key takes its time on a busy machine. */
async function unlock(person: Person, passphrase = person.passphrase): Promise<void> {
  // A page that is still being left may have a field of the same name.
  await expect(person.button(said.locked.unlock)).toBeVisible();
  await passphraseField(person.page).fill(passphrase);
  await person.button(said.locked.unlock).click();
  await expect(person.button(said.locked.unlock)).toBeHidden();
  await expect(passphraseField(person.page)).toBeHidden();
  await person.atHome();
}

let account: Account = { handle: "", passphrase: "", recoveryCode: "" };

test.beforeAll(async ({ browser }) => {
  const person = await Person.arrive(browser);
  await person.signUp();
  account = accountOf(person);
  await person.close();
});

test.describe("the six words", () => {
  const spelled = (spelling: (word: string, at: number) => string, gap: string) =>
    account.passphrase.split(" ").map(spelling).join(gap);

  test("are copied without their numbers", async ({ browser }) => {
    const person = await Person.arrive(browser);
    const { page } = person;
    await person.open("/sign-up");
    const shown = await suggested(page);
    await wordRow(page).evaluate((list) => getSelection()?.selectAllChildren(list));
    await page.keyboard.press("ControlOrMeta+c");
    await handleField(page).fill("");
    await handleField(page).press("ControlOrMeta+v");
    await expect(handleField(page)).toHaveValue(shown);
    await person.close();
  });

  test("open the account with capitals, spaces or numbers too many", async ({ browser }) => {
    const person = await arriveAs(browser, account);
    await person.open("/sign-in");
    await person.typeAccount(` ${spelled((word) => word.charAt(0).toUpperCase() + word.slice(1), "  ")} `);
    await person.atHome();
    await person.button(words.home.lock).click();
    await unlock(
      person,
      spelled((word, at) => `${at + 1}. ${word.toUpperCase()}`, " "),
    );
    await person.close();
  });
});

test.describe("the browser's Back", () => {
  test("goes one step back in signing up, and words and code stay", async ({ browser }) => {
    const person = await Person.arrive(browser);
    const { page } = person;
    await person.open("/limits");
    await person.open("/sign-up");
    person.passphrase = await suggested(page);
    await handleField(page).fill(`back-${Date.now()}`);
    const handle = await handleField(page).inputValue();
    await person.button(said.next).click();
    const shown = await code(page);
    await person.button(said.code.written).click();
    await codeTyped(page).fill("not yet");

    await page.goBack();
    expect(await code(page)).toBe(shown);
    await page.goBack();
    await expect(handleField(page)).toHaveValue(handle);
    expect(await suggested(page)).toBe(person.passphrase);
    await page.goForward();
    expect(await code(page)).toBe(shown);
    // A link within the page is no step.
    await page.getByRole("link", { name: words.ui.skipToContent }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    expect(await code(page)).toBe(shown);
    // The buttons on the page go the same way, so that the history does not grow with each of them.
    await person.button(said.back).click();
    await expect(step(page, 1)).toBeVisible();
    await person.button(said.next).click();
    await person.button(said.code.written).click();
    await expect(codeTyped(page)).toHaveValue("not yet");
    await person.button(said.code.see).click();
    expect(await code(page)).toBe(shown);
    expect(JSON.stringify(await page.evaluate(() => history.state?.step))).toBe("1");

    await person.button(said.code.written).click();
    await codeTyped(page).fill(shown);
    await person.button(said.signUp.submit).click();
    await person.atHome();
    await page.goBack();
    await expect(page).toHaveURL(/\/en\/limits$/);
    await person.close();
  });

  test("leaves from the first step; a reload in the middle says that the words are gone", async ({
    browser,
  }) => {
    const person = await Person.arrive(browser);
    const { page } = person;
    await person.open("/limits");
    await person.open("/sign-up");
    const before = await suggested(page);
    await expect(page.getByText(said.signUp.reloadedTitle)).toBeHidden();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await person.button(said.next).click();
    await person.button(said.code.written).click();
    await expect(codeTyped(page)).toBeVisible();
    await page.reload();
    const notice = page.getByText(said.signUp.reloaded);
    await expect(notice).toBeInViewport();
    await expect(step(page, 1)).toBeVisible();
    expect(await suggested(page)).not.toBe(before);
    // Nor does the browser scroll away from it as the page grows, to where one was when it went on from here.
    await expect(notice).toBeInViewport();
    expect(await page.evaluate(() => [history.scrollRestoration, scrollY])).toEqual(["manual", 0]);
    await expect.poll(() => page.evaluate(() => history.state?.step ?? 0)).toBe(0);
    await page.goBack();
    await expect(page).toHaveURL(/\/en\/limits$/);
    expect(await page.evaluate(() => history.scrollRestoration)).toBe("auto");
    await person.close();
  });

  test("goes one step back in recovering", async ({ browser }) => {
    const person = await arriveAs(browser, account);
    const { page } = person;
    await person.open("/limits");
    await person.open("/recover");
    await handleField(page).fill(person.handle);
    await page.getByLabel(said.recover.codeLabel, { exact: true }).fill(person.recoveryCode);
    await person.button(said.next).click();
    const shown = await suggested(page);
    await person.button(said.next).click();
    const newCode = await code(page);
    await person.button(said.code.written).click();
    await expect(codeTyped(page)).toBeVisible();
    await page.goBack();
    expect(await code(page)).toBe(newCode);
    await page.goBack();
    expect(await suggested(page)).toBe(shown);
    await page.goBack();
    await expect(handleField(page)).toHaveValue(person.handle);
    await page.goBack();
    await expect(page).toHaveURL(/\/en\/limits$/);
    await person.close();
  });

  test("has nothing to undo once the account is recovered", async ({ browser }) => {
    const person = await arriveAs(browser, account);
    await person.open("/limits");
    await person.recover();
    Object.assign(account, accountOf(person));
    await person.page.goBack();
    await expect(person.page).toHaveURL(/\/en\/limits$/);
    await person.close();
  });
});

test("the answer to the last step of signing up is lost: the same words go on into the account", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { context, page } = person;
  await person.open("/sign-up");
  await suggested(page);
  await person.button(said.next).click();
  const shown = await code(page);
  await person.button(said.code.written).click();
  await codeTyped(page).fill(shown);
  await context.route("**/api/accounts/finish", async (route) => {
    expect((await route.fetch()).status()).toBe(201);
    await route.abort();
  });
  await person.button(said.signUp.submit).click();
  await expect(page.getByText(problems.offline)).toBeVisible();
  await person.button(said.signUp.submit).click();
  await person.atHome();
  await person.close();
});

test("what judges one's own words does not come: the form says so, and the next press asks anew", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { context, page } = person;
  let failed = 0;
  await person.open("/sign-up");
  await suggested(page);
  await page.waitForLoadState("networkidle");
  await context.route("**/_next/static/chunks/*.js", (route) => {
    failed += 1;
    return route.abort();
  });
  await person.button(said.choose.own).click();
  await passphraseField(page).fill("lantern otter gravel sunday");
  for (let press = 0; press < 3; press++) {
    await person.button(said.next).click();
    await expect(page.getByText(said.passphrase.unchecked)).toBeVisible();
    await expect(step(page, 1)).toBeVisible();
  }
  expect(failed).toBeGreaterThan(0);
  // Suggested words need no check.
  await person.button(said.choose.useSuggested).click();
  await person.button(said.next).click();
  await expect(step(page, 2)).toBeVisible();
  await page.goBack();
  await person.button(said.choose.own).click();
  await person.button(said.next).click();
  await expect(page.getByText(said.passphrase.unchecked)).toBeVisible();

  await context.unroute("**/_next/static/chunks/*.js");
  await person.button(said.next).click();
  await expect(step(page, 2)).toBeVisible();
  await page.goBack();
  await passphraseField(page).fill("password password");
  await person.button(said.next).click();
  await expect(page.getByText(said.passphrase.guessable)).toBeVisible();
  await person.close();
});

test.describe("a browser that lacks", () => {
  const LACKS = {
    WebAssembly: { title: guard.wasmTitle, hide: () => Reflect.deleteProperty(window, "WebAssembly") },
    Worker: { title: guard.workerTitle, hide: () => Reflect.deleteProperty(window, "Worker") },
    cookies: {
      title: guard.cookiesTitle,
      hide: () => Object.defineProperty(navigator, "cookieEnabled", { get: () => false, configurable: true }),
    },
  };

  for (const [what, { title, hide }] of Object.entries(LACKS)) {
    test(`${what}: said before anything is written down, and looked at again without a reload`, async ({
      browser,
    }) => {
      const person = await Person.arrive(browser);
      const { context, page } = person;
      await context.addInitScript(() => {
        const { WebAssembly: wasm, Worker: worker } = window;
        addEventListener("give-back", () => {
          Object.assign(window, { WebAssembly: wasm, Worker: worker });
          Reflect.deleteProperty(navigator, "cookieEnabled");
        });
      });
      await context.addInitScript(hide);
      for (const path of ["/sign-up", "/recover", "/sign-in"]) {
        await person.open(path);
        await expect(page.getByText(title)).toBeVisible();
        await expect(handleField(page)).toHaveCount(0);
      }
      await person.button(guard.tryAgain).click();
      await expect(page.getByText(guard.still)).toBeVisible();
      await page.evaluate(() => dispatchEvent(new Event("give-back")));
      await person.button(guard.tryAgain).click();
      await expect(handleField(page)).toBeVisible();
      await page.reload();
      await expect(page.getByText(title)).toBeVisible();
      await expectHelpAndExit(person);
      await person.close();
    });
  }

  /** Puts a line before everything that the engine's worker runs. */
  const inWorker = (context: BrowserContext, line: string) =>
    context.route("**/_next/static/chunks/turbopack-worker-*.js*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `${line}\n${await answer.text()}` });
    });

  for (const [how, line] of [
    ["missing", "delete self.BroadcastChannel;"],
    [
      "refused",
      "self.BroadcastChannel = class { constructor() { throw new DOMException('no', 'SecurityError'); } };",
    ],
  ] as const) {
    test(`BroadcastChannel, ${how}: each tab is by itself, and all else works`, async ({ browser }) => {
      const person = await arriveAs(browser, account);
      const { context } = person;
      await context.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
      await inWorker(context, line);
      await person.signIn();
      await person.noteOn("hug", "by myself");
      await person.saved();
      await person.go("/home");
      await person.button(words.home.lock).click();
      await unlock(person);
      await person.close();
    });
  }

  test("indexedDB.databases: signing in works, and so do help lines and the way out", async ({ browser }) => {
    const person = await arriveAs(browser, account);
    await person.context.addInitScript(() => Reflect.deleteProperty(IDBFactory.prototype, "databases"));
    await person.signIn();
    await person.open("/sign-in");
    await expectHelpAndExit(person);
    await person.close();
  });
});

test("a session's cookie that is not kept is told as that, and kept at the next press it opens the account", async ({
  browser,
}) => {
  const person = await arriveAs(browser, account);
  const { context, page } = person;
  await context.route("**/api/auth/callback/credentials", async (route) => {
    const answer = await route.fetch();
    await context.clearCookies();
    const { "set-cookie": _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await person.open("/sign-in");
  await person.typeAccount();
  await expect(page.getByText(problems.no_cookies)).toBeVisible();
  await context.unroute("**/api/auth/callback/credentials");
  await person.button(said.signIn.submit).click();
  await person.atHome();
  await person.close();
});

test("an engine that never starts is noticed on every way in", async ({ browser }) => {
  const noEngine = (person: Person) =>
    person.context.route("**/_next/static/chunks/turbopack-worker-*.js*", (route) => route.abort());
  const expectNoticed = ({ page }: Person) => expect(page.getByText(said.silent.title)).toBeVisible();
  const signedOut = async () => {
    const person = await arriveAs(browser, account);
    await noEngine(person);
    return person;
  };

  // Each waits as long before it says so: the three ways are waited for together.
  await Promise.all([
    test.step("unlocking: the worker that takes over at a lock is the one that does not come", async () => {
      const person = await arriveAs(browser, account);
      const { page } = person;
      await person.signIn();
      await noEngine(person);
      await person.button(words.home.lock).click();
      await passphraseField(page).fill(person.passphrase);
      await person.button(said.locked.unlock).click();
      await expectNoticed(person);
      await expect(person.button(said.locked.unlock)).toBeVisible();
      await expect(passphraseField(page)).toHaveValue(person.passphrase);
      await person.close();
    }),
    test.step("signing in", async () => {
      const person = await signedOut();
      await person.open("/sign-in");
      await person.typeAccount();
      await expectNoticed(person);
      await expect(handleField(person.page)).toHaveValue(person.handle);
      await person.close();
    }),
    test.step("signing up", async () => {
      const person = await signedOut();
      await person.open("/sign-up");
      await expectNoticed(person);
      await expectHelpAndExit(person);
      await person.close();
    }),
  ]);
});

test("opened at another address than its own, the first page and the ways in name the one to open", async ({
  browser,
  baseURL,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  const own = new URL(baseURL ?? "");
  const other = new URL(own);
  other.hostname = own.hostname === "127.0.0.1" ? "localhost" : "127.0.0.1";
  for (const path of ["", "/sign-up", "/sign-in", "/recover"]) {
    await page.goto(`${other.origin}/en${path}`);
    await expect(page.getByText(said.place.title)).toBeVisible();
    await expect(page.getByRole("link", { name: own.origin })).toHaveAttribute(
      "href",
      `${own.origin}/en${path}`,
    );
  }
  await page.getByRole("link", { name: own.origin }).click();
  await expect(handleField(page)).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.getByText(said.place.title)).toBeHidden();
  await person.close();
});

test("the lock screen leads to recovery, and the first page leads to unlocking", async ({ browser }) => {
  const person = await arriveAs(browser, account);
  const { page } = person;
  await person.signIn();
  await person.button(words.home.lock).click();
  await page.getByRole("link", { name: said.signIn.lost }).click();
  await expect(page).toHaveURL(/\/en\/recover$/);

  await person.open("");
  await page.getByRole("main").getByRole("link", { name: words.landing.signIn }).click();
  await page.getByRole("link", { name: said.signIn.unlockHere }).click();
  await unlock(person);
  await person.button(words.home.lock).click();
  await person.open("");
  await page.getByRole("banner").getByRole("link", { name: words.site.yourPages }).click();
  await expect(person.button(said.locked.unlock)).toBeVisible();

  // Who is not signed in here is told of nothing to unlock.
  const stranger = await Person.arrive(browser);
  await stranger.open("/sign-in");
  await stranger.page.waitForLoadState("networkidle");
  await expect(stranger.page.getByText(said.signIn.lockedHere)).toBeHidden();
  await stranger.close();
  await person.close();
});
