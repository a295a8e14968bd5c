import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { EXIT_URL } from "@/lib/client/exit/exit-url";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, onScreen, sessionStatus, storedCounts, traces } from "./support/traces";
import { leaveButton, WAYS_OUT } from "./support/ways-out";
import { words } from "./support/words";

/*
 * Leaving at once, from wherever one is. Afterwards nothing of what was typed can be read by going back, forward, loading
 * again or opening the page anew, no key is left on the device, and nobody is signed in.
 */

const NOTE = "the grey coat on the hook by the stairs";
const HALF_TYPED = "half a sentence that nobody";
const MARKERS = [NOTE, HALF_TYPED, "grey coat", "half a sentence"];

const account = { handle: "", passphrase: "", recoveryCode: "" };

test.beforeAll(async ({ browser }) => {
  const person = await Person.arrive(browser);
  await person.signUp();
  await person.noteOn("hug", NOTE);
  await person.page.getByLabel(words.comfort.note, { exact: true }).blur();
  await person.saved();
  const { handle, passphrase, recoveryCode } = person;
  Object.assign(account, { handle, passphrase, recoveryCode });
  await person.close();
});

const ON_NEUTRAL = `${new URL(EXIT_URL).origin}/**`;

/** The neutral page, without a request to anyone: what arrives there is counted. It may take its time. */
async function neutralPage(context: BrowserContext, after = 0): Promise<{ arrivals: number }> {
  const seen = { arrivals: 0 };
  await context.unroute(ON_NEUTRAL);
  await context.route(ON_NEUTRAL, async (route) => {
    seen.arrivals += 1;
    await setTimeout(after);
    // Whoever was stopped meanwhile gets no answer.
    await route
      .fulfill({ contentType: "text/html", body: "<title>Neutral</title><p>An ordinary page" })
      .catch(() => undefined);
  });
  return seen;
}

/** Signed in on a new device, with the topic open and half a sentence typed into its note. */
async function typing(
  browser: Parameters<typeof Person.arrive>[0],
  options: Parameters<typeof Person.arrive>[1] = {},
) {
  const person = await Person.arrive(browser, options);
  Object.assign(person, account);
  const neutral = await neutralPage(person.context);
  const asked: string[] = [];
  person.page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await person.signIn();
  await person.page
    .getByRole("link", { name: words.shell.nav.mine, exact: true })
    .filter({ visible: true })
    .click();
  await expect(person.page).toHaveURL(/\/en\/comfort$/);
  await person.noteOn("hug", NOTE);
  const note = person.page.getByLabel(words.comfort.note, { exact: true });
  await note.press("End");
  await note.pressSequentially(` ${HALF_TYPED}`);
  return { person, page: person.page, note, neutral, asked };
}

/** On the neutral page, and the way there asked nothing. */
async function expectGone(page: Page, asked: string[] = []): Promise<void> {
  await page.waitForURL(EXIT_URL);
  expect(asked).toEqual([]);
}

/** Nothing to read, no key and no session, whichever way one tries to get back. */
async function expectNothingLeft(person: Person): Promise<void> {
  const { context, page } = person;
  const other = await context.newPage();
  await other.goto("/en/help");
  expect(await storedCounts(other)).toEqual({ localStorage: 0, sessionStorage: 0, databases: 0, caches: 0 });
  expectNone(await traces(other), [...MARKERS, account.handle, account.passphrase]);
  expect(await sessionStatus(other)).toBe(401);
  await other.close();

  for (const goBack of [
    () => page.goBack(),
    () => page.reload(),
    () => page.goBack(),
    () => page.goForward(),
    () => page.goForward(),
    () => page.goto("/en/comfort"),
    () => page.reload(),
  ]) {
    await goBack();
    // The page that left is out of the history: whatever comes back is not the one with the words on it.
    await page.waitForLoadState("networkidle");
    expectNone(await onScreen(page), MARKERS);
    expectNone(await page.title(), MARKERS);
  }
  await expect(page.getByRole("heading", { level: 1, name: words.shell.signedOut.title })).toBeVisible();
}

for (const [name, leave] of WAYS_OUT) {
  test(`leaves by ${name}, in the middle of typing`, async ({ browser }) => {
    const { person, page, note, asked, neutral } = await typing(browser);
    await expect(note).toBeFocused();
    const before = await page.evaluate(() => history.length);
    await leave(page);
    await expectGone(page, asked);
    expect(neutral.arrivals).toBe(1);
    // The neutral page stands in the place of the page that was left.
    expect(await page.evaluate(() => history.length)).toBe(before);
    await expectNothingLeft(person);
    await person.close();
  });
}

test("covers the screen in the same moment, before anything is fetched", async ({ browser }) => {
  const { person, page } = await typing(browser);
  // Looked at by the page itself right after the key, with nothing awaited in between.
  const seen = await page.evaluate(() => {
    for (let press = 0; press < 2; press++) {
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }
    const cover = document.querySelector(".leave-cover");
    const box = cover?.getBoundingClientRect();
    return {
      html: document.documentElement.innerHTML,
      covers: box !== undefined && box.width >= innerWidth && box.height >= innerHeight,
      storage: localStorage.length + sessionStorage.length,
    };
  });
  expect(seen.covers).toBe(true);
  expect(seen.storage).toBe(0);
  expectNone(seen.html, MARKERS);
  await expectGone(page);
  await person.close();
});

/** Keys as the browser gets them. Playwright's own wait for the page that a key may lead to. */
async function keysOf(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page);
  const down = (key: string, code: string, keyCode: number, autoRepeat = false) =>
    session.send("Input.dispatchKeyEvent", {
      type: "rawKeyDown",
      key,
      code,
      windowsVirtualKeyCode: keyCode,
      autoRepeat,
    });
  const press = async (key: string, code: string, keyCode: number) => {
    await down(key, code, keyCode);
    await session.send("Input.dispatchKeyEvent", {
      type: "keyUp",
      key,
      code,
      windowsVirtualKeyCode: keyCode,
    });
  };
  return {
    session,
    press,
    esc: () => press("Escape", "Escape", 27),
    holdEsc: () => down("Escape", "Escape", 27, true),
    shift: () => press("Shift", "ShiftLeft", 16),
  };
}

test("Esc and Shift, pressed again or held, do not stop a slow neutral page", async ({ browser }) => {
  const { person, page, asked } = await typing(browser);
  const neutral = await neutralPage(person.context, 3_000);
  // Without a window there is no Stop that Esc could reach. What a browser goes by is whether the page prevented it.
  const esc: string[] = [];
  page.on("console", (message) => {
    if (message.text().startsWith("Esc ")) esc.push(message.text());
  });
  await page.addInitScript(() => {
    for (const type of ["keydown", "keyup"] as const) {
      window.addEventListener(
        type,
        (event) => {
          if (event.key === "Escape")
            window.setTimeout(() => console.info(`Esc ${type} ${event.defaultPrevented}`));
        },
        { capture: true },
      );
    }
  });
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: words.comfort.title })).toBeVisible();
  asked.length = 0;
  const keys = await keysOf(person.context, page);
  await keys.esc();
  await keys.esc();
  await expect.poll(() => neutral.arrivals).toBe(1);
  await expect.poll(() => esc.length).toBe(4);
  esc.length = 0;
  for (let press = 0; press < 3; press++) await keys.esc();
  for (let held = 0; held < 4; held++) await keys.holdEsc();
  for (let press = 0; press < 3; press++) await keys.shift();
  await expect.poll(() => esc.length).toBe(10);
  expect(esc.filter((one) => !one.endsWith(" true"))).toEqual([]);
  expect(neutral.arrivals).toBe(1);
  await expectGone(page, asked);
  await person.close();
});

test("asks for the neutral page again when the browser has stopped it", async ({ browser }) => {
  // A real server, which a browser's Stop reaches: it leaves the first request without an answer.
  let arrivals = 0;
  const server = createServer((_request, response) => {
    arrivals += 1;
    if (arrivals > 1) response.setHeader("content-type", "text/html").end("<title>Neutral</title>");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const location = `http://127.0.0.1:${address.port}/`;

  const { person, page, asked } = await typing(browser);
  await person.context.unroute(ON_NEUTRAL);
  await person.context.route(ON_NEUTRAL, (route) => route.fulfill({ status: 302, headers: { location } }));
  const keys = await keysOf(person.context, page);
  await keys.esc();
  await keys.esc();
  await expect.poll(() => arrivals).toBe(1);
  await keys.session.send("Page.stopLoading");
  await page.waitForURL(location);
  expect(asked).toEqual([]);
  await person.close();
  server.closeAllConnections();
  server.close();
});

test("Esc and Shift of an input method or a screen keyboard leave nowhere", async ({ browser }) => {
  const { person, page, note, neutral } = await typing(browser);
  const keys = await keysOf(person.context, page);
  const stays = async () => {
    await expect(page.locator(".leave-cover")).toHaveCount(0);
    await expect(note).toHaveValue(new RegExp(HALF_TYPED));
  };
  await note.focus();
  await test.step("Esc while an input method composes", async () => {
    await keys.session.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
    for (let time = 0; time < 2; time++) await keys.esc();
    await stays();
    await keys.session.send("Input.insertText", { text: "" });
  });
  await test.step("keys that an input method has taken", async () => {
    for (let time = 0; time < 3; time++) await keys.press("Process", "Escape", 229);
    for (let time = 0; time < 3; time++) await keys.press("Shift", "ShiftLeft", 229);
    await stays();
  });
  await test.step("Shift of a screen keyboard, which has no code", async () => {
    for (let time = 0; time < 3; time++) await keys.press("Shift", "", 16);
    await stays();
  });
  await test.step("Shift with letters that arrive between without a key", async () => {
    for (const letter of ["A", "B", "C"]) {
      await keys.shift();
      await keys.session.send("Input.insertText", { text: letter });
    }
    await stays();
  });
  expect(neutral.arrivals).toBe(0);
  await test.step("and a keyboard's own still leave from the same field", async () => {
    for (let time = 0; time < 3; time++) await keys.shift();
    await expectGone(page);
  });
  await person.close();
});

test("the button keeps its corner of what can be seen, and its size, on a page that is pinched", async ({
  browser,
}) => {
  const { person, page, asked } = await typing(browser, {
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  });
  const before = await leaveButton(page).boundingBox();
  const touch = await person.context.newCDPSession(page);
  await touch.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2.5 });
  // Dragged up and to the right, the page shows its lower left.
  await touch.send("Input.synthesizeScrollGesture", { x: 20, y: 200, xDistance: 100, yDistance: -150 });
  /** Where the button is on the screen, and what a finger meets there. */
  const onTheScreen = () =>
    leaveButton(page).evaluate((button) => {
      const view = window.visualViewport;
      if (view === null) throw new Error("There is no visual viewport");
      const box = button.getBoundingClientRect();
      const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return {
        scale: view.scale,
        moved: view.offsetTop > 0,
        top: (box.top - view.offsetTop) * view.scale,
        right: (view.offsetLeft + view.width - box.right) * view.scale,
        width: box.width * view.scale,
        height: box.height * view.scale,
        met: met !== null && button.contains(met),
      };
    });
  await expect.poll(async () => (await onTheScreen()).moved).toBe(true);
  const now = await onTheScreen();
  expect(now.scale).toBeCloseTo(2.5, 1);
  expect(now.met).toBe(true);
  if (before === null) throw new Error("There was no button");
  expect(now.top).toBeCloseTo(before.y, 0);
  expect(now.right).toBeCloseTo(360 - before.x - before.width, 0);
  expect(now.width).toBeCloseTo(before.width, 0);
  expect(now.height).toBeCloseTo(before.height, 0);

  await touch.send("Emulation.setPageScaleFactor", { pageScaleFactor: 1 });
  await expect.poll(() => leaveButton(page).boundingBox()).toEqual(before);
  await leaveButton(page).tap();
  await expectGone(page, asked);
  await person.close();
});

test("deletes what is stored by its name where a browser cannot list it", async ({ browser }) => {
  const { person, page, asked } = await typing(browser);
  await page.evaluate(() => Reflect.deleteProperty(IDBFactory.prototype, "databases"));
  expect(await page.evaluate(() => "databases" in indexedDB)).toBe(false);
  await leaveButton(page).click();
  await expectGone(page, asked);
  await expectNothingLeft(person);
  await person.close();
});

test("leaves from a question that waits for an answer", async ({ browser }) => {
  for (const [at, [, leave]] of WAYS_OUT.entries()) {
    const { person, page, asked } = await typing(browser);
    await person.open("/settings");
    // Going to another page with a sentence half typed may well ask. Leaving must not.
    asked.length = 0;
    await person.button(words.settings.signOut.button).click();
    await expect(person.button(words.settings.signOut.no)).toBeFocused();
    await leave(page);
    await expectGone(page, asked);
    if (at === 0) await expectNothingLeft(person);
    await person.close();
  }
});

test("leaves from a phone, with a thumb", async ({ browser }) => {
  const { person, page, asked } = await typing(browser, {
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  });
  const box = await leaveButton(page).boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(box?.width).toBeGreaterThanOrEqual(44);
  await leaveButton(page).tap();
  await expectGone(page, asked);
  await expectNothingLeft(person);
  await person.close();
});

test("leaves with the network off: the screen is blank and the keys are gone", async ({ browser }) => {
  const { person, page, asked } = await typing(browser);
  await person.context.unroute(ON_NEUTRAL);
  await person.context.setOffline(true);
  await leaveButton(page).click();
  // The neutral page cannot be had, and what the browser shows in its place is nothing of ours.
  await expect.poll(async () => (await page.locator("body").innerText()).includes(NOTE)).toBe(false);
  // The browser's own error page may still be coming up, and then an evaluation is thrown out with the page before.
  await expect(async () => {
    expect(await page.evaluate(() => location.protocol)).not.toBe("http:");
  }).toPass();
  expectNone(await onScreen(page), MARKERS);
  expect(asked).toEqual([]);

  await person.context.setOffline(false);
  const other = await person.context.newPage();
  await other.goto("/en/help");
  expect(await storedCounts(other)).toEqual({ localStorage: 0, sessionStorage: 0, databases: 0, caches: 0 });
  // Signing out could not reach the server. What is left of it opens nothing: the key is gone.
  await other.goto("/en/comfort");
  await expect(other.getByRole("heading", { name: words.account.locked.title })).toBeVisible();
  expectNone(await onScreen(other), MARKERS);
  await page.goBack();
  await page.waitForLoadState("networkidle");
  expectNone(await onScreen(page), MARKERS);
  await person.close();
});

test("leaves with the server out of reach", async ({ browser }) => {
  const { person, page, asked } = await typing(browser);
  await person.context.route(/localhost/, (route) => route.abort("connectionrefused"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expectGone(page, asked);
  await person.context.unroute(/localhost/);
  const other = await person.context.newPage();
  await other.goto("/en/help");
  expect(await storedCounts(other)).toEqual({ localStorage: 0, sessionStorage: 0, databases: 0, caches: 0 });
  await other.goto("/en/comfort");
  await expect(other.getByRole("heading", { name: words.account.locked.title })).toBeVisible();
  expectNone(await onScreen(other), MARKERS);
  await person.close();
});

test("leaves in every tab", async ({ browser }) => {
  const { person, page, asked } = await typing(browser);
  const second = await person.context.newPage();
  await second.goto("/en/comfort");
  await expect(second.getByRole("heading", { level: 1, name: words.comfort.title })).toBeVisible();
  const third = await person.context.newPage();
  await third.goto("/en/help");
  await page.bringToFront();
  await leaveButton(page).click();
  await expectGone(page, asked);
  await expectGone(second);
  await expectGone(third);
  await second.goBack({ waitUntil: "networkidle" });
  expectNone(await onScreen(second), MARKERS);
  await expectNothingLeft(person);
  await person.close();
});

test("leaves from pages that nobody has to sign in for, and from a locked one", async ({ browser }) => {
  const person = await Person.arrive(browser);
  Object.assign(person, account);
  await neutralPage(person.context);
  const { page } = person;
  const paths = [
    "",
    "/help",
    "/limits",
    "/before-linking",
    "/grounding",
    "/sign-in",
    "/sign-up",
    "/recover",
    "/link",
    "/nowhere",
  ];
  for (const path of paths) {
    await person.open(path);
    await expect(leaveButton(page)).toBeInViewport();
    await leaveButton(page).click();
    await expectGone(page);
  }
  await person.signIn();
  await person.button(words.home.lock).click();
  await expect(person.button(words.account.locked.unlock)).toBeVisible();
  await page
    .getByLabel(words.account.passphrase.label, { exact: true })
    .pressSequentially(account.passphrase);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expectGone(page);
  await expectNothingLeft(person);
  await person.close();
});

test("a page that the back button brings back whole is covered and loaded anew", async ({ browser }) => {
  const { person, page } = await typing(browser);
  // Playwright's browser keeps no such pages, so the page is told what a browser that does would tell it.
  const [html] = await Promise.all([
    page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
      return document.documentElement.innerHTML;
    }),
    page.waitForEvent("domcontentloaded"),
  ]);
  expectNone(html, MARKERS);
  await expect(page.getByRole("heading", { level: 1, name: words.comfort.title })).toBeVisible();
  await person.close();
});

test("Shift spread out, Shift for capitals and one Esc leave nowhere", async ({ browser }) => {
  const { person, page, note, neutral } = await typing(browser);
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await page.waitForTimeout(5_200);
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");

  await note.focus();
  await note.press("End");
  for (const letter of "ABCDEF") await page.keyboard.press(`Shift+${letter}`);
  await page.keyboard.type("No, NOT Now. I SAID No!");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(3_200);
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await page.keyboard.press("Escape");

  await expect(page).toHaveURL(/\/en\/comfort$/);
  await expect(note).toHaveValue(/ABCDEFNo, NOT Now. I SAID No!a$/);
  expect(neutral.arrivals).toBe(0);
  // Put back as it was, for the tests that come after.
  await note.fill(NOTE);
  await note.blur();
  await person.saved();
  await person.close();
});
