import { readFileSync } from "node:fs";
import { expect, type Page, type Response } from "@playwright/test";
import { GROUPS } from "@/lib/domain/help/groups";
import { helpDirectory } from "@/lib/domain/help/schema";
import { commonHeaders, dataPolicy } from "@/scripts/serve/headers.mjs";
import { SIGNED_IN_PATHS } from "./support/paths";
import { Person } from "./support/person";
import { test } from "./support/test";
import { errorWords, words } from "./support/words";

/*
 * What a page is before anybody signs in: readable without scripts, refused where nothing could be locked, with the
 * headers that were promised, and without a single request to anyone else.
 */

/** The file that the help page is made from. */
const directory = helpDirectory.parse(
  JSON.parse(readFileSync(new URL("../../lib/domain/help/lines.json", import.meta.url), "utf8")),
);

/** The title of a text under messages/en/. */
const titleOf = (file: string): string =>
  JSON.parse(readFileSync(new URL(`../../messages/en/${file}.json`, import.meta.url), "utf8")).title;

const PUBLIC: [path: string, title: string][] = [
  ["", words.landing.title],
  ["/help", words.help.title],
  ["/limits", words.limits.title],
  ["/before-linking", words.beforeLinking.title],
  ["/guidance", words.guidance.title],
  ["/guidance/what-to-say", titleOf("phrases")],
  ["/guidance/when-they-panic", titleOf("guidance/when-they-panic")],
  ["/grounding", words.grounding.title],
  ["/rehearsal", words.rehearsal.title],
  ["/rehearsal/quiet-evening", titleOf("rehearsal/quiet-evening")],
  ["/what-the-host-sees", words.hostView.title],
];
const NEED_SCRIPTS = [
  "/sign-in",
  "/sign-up",
  "/recover",
  "/link",
  "/home",
  ...SIGNED_IN_PATHS,
  "/settings/held",
];

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("public pages can be read, and lead on", async ({ page }) => {
    for (const [path, title] of PUBLIC) {
      await page.goto(`/en${path}`);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole("link", { name: words.exit.leave })).toBeVisible();
    }
    await page.goto("/en");
    await page.getByRole("main").getByRole("link", { name: words.landing.helpLink }).click();
    await expect(page.getByRole("heading", { level: 1, name: words.help.title })).toBeVisible();
  });

  test("help lines work: every country and every group opens, every number can be called or texted", async ({
    page,
  }) => {
    await page.goto("/en/help");
    const lists = page.locator("main li > details");
    await expect(lists).toHaveCount(directory.countries.length + GROUPS.length);
    await page.locator("summary", { hasText: words.help.afterTitle }).click();
    await expect(page.getByText(words.help.after)).toBeVisible();
    for (const list of await lists.all()) {
      await list.locator("summary").first().click();
      await expect(list).toHaveAttribute("open");
      await expect(list.getByRole("link").first()).toBeVisible();
    }
    const numbers = new Set(
      directory.countries.flatMap(({ lines }) => lines.flatMap(({ phone }) => phone ?? [])),
    );
    for (const number of numbers) {
      await expect(
        page.locator(`main a[href="tel:${number.replaceAll(/[^0-9+*]/g, "")}"]`).first(),
      ).toBeVisible();
    }
    await expect(page.locator('main a[href="sms:88788?body=START"]').first()).toBeVisible();
  });

  test("every other page says what it needs, and where the help lines are", async ({ page }) => {
    // Finding by what is said leaves out what stands in noscript.
    const instead = page.locator("noscript");
    for (const path of NEED_SCRIPTS) {
      await page.goto(`/en${path}`);
      await expect(instead, path).toBeVisible();
      const said = await instead.innerText();
      expect(said, path).toContain(words.guard.noScriptTitle);
      expect(said, path).toContain(words.guard.noScript);
      await expect(page.getByText(words.shell.starting), path).toBeHidden();
    }
    await instead.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: words.help.title })).toBeVisible();
  });
});

const LACKS: [name: string, take: (page: Page) => Promise<unknown>][] = [
  [
    "without a secure context",
    (page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, "isSecureContext", { value: false });
        Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
      }),
  ],
  [
    "in a browser without WebCrypto",
    (page) =>
      page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined })),
  ],
];
for (const [name, take] of LACKS) {
  test(`refuses to run ${name}, says why, and starts nothing`, async ({ page }) => {
    await take(page);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    for (const path of NEED_SCRIPTS) {
      await page.goto(`/en${path}`);
      await expect(page.getByText(words.guard.insecureTitle), path).toBeVisible();
      await expect(page.getByText(words.guard.insecureTry), path).toBeVisible();
      await expect(page.locator("main input, main textarea, form"), path).toHaveCount(0);
      expect(page.workers(), path).toEqual([]);
    }
    expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
    await page.getByRole("link", { name: words.guard.helpLink }).click();
    await expect(page.getByRole("heading", { level: 1, name: words.help.title })).toBeVisible();
  });
}

/** The headers that an answer must have, by what kind of thing it is. */
function expectHeaders(response: Response): void {
  const url = new URL(response.url());
  const headers = response.headers();
  const where = `${response.status()} ${url.pathname}`;
  for (const [name, value] of commonHeaders({ https: url.protocol === "https:" })) {
    expect(headers[name.toLowerCase()], `${where} ${name}`).toBe(value);
  }
  const policy = headers["content-security-policy"] ?? "";
  expect(policy, where).toMatch(/^default-src 'none'; /);
  expect(policy, where).toContain("frame-ancestors 'none'");
  expect(policy, where).not.toMatch(/unsafe-inline|'unsafe-eval'|nonce-|\*|https?:/);
  expect(headers["x-powered-by"], where).toBeUndefined();
  expect(headers.server, where).toBeUndefined();
  if (url.pathname.startsWith("/_next/static/")) {
    expect(headers["cache-control"], where).toContain("immutable");
    return;
  }
  expect(headers["cache-control"], where).toContain("no-store");
  expect(policy, where).not.toContain("wasm");
  if (url.pathname.startsWith("/api/")) expect(policy, where).toBe(dataPolicy);
}

test("a walk through every page asks nobody else for anything, and every answer has its headers", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page, context } = person;
  const hosts = new Set<string>();
  const answers: Response[] = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.protocol !== "blob:") hosts.add(url.origin);
    if (url.protocol === "blob:") hosts.add(new URL(url.pathname).origin);
  });
  context.on("response", (response) => {
    if (response.url().startsWith("http")) answers.push(response);
  });
  page.on("websocket", (socket) => hosts.add(socket.url()));

  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/en");
  for (const [path] of PUBLIC) await person.open(path);
  await person.open("/nowhere");
  await expect(page.getByRole("heading", { name: words.notFound.title })).toBeVisible();
  await person.signUp();
  for (const path of NEED_SCRIPTS) {
    await person.open(path);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  }
  await person.noteOn("hug", "a line");
  await person.saved();
  await person.open("/linking");
  await person.button(words.link.make.button).click();
  await page.locator("summary", { hasText: words.link.invited.qrSummary }).click();
  await expect(page.getByRole("img", { name: words.link.invited.qr })).toBeVisible();
  await page.evaluate(() => fetch("/api/nowhere").then((response) => response.text()));

  expect([...hosts]).toEqual([new URL(page.url()).origin]);
  expect(answers.length).toBeGreaterThan(100);
  const kinds = new Set(answers.map((answer) => new URL(answer.url()).pathname.split("/")[1]));
  for (const kind of ["api", "_next", "en"]) expect(kinds).toContain(kind);
  for (const answer of answers) expectHeaders(answer);
  await person.close();
});

test("a page is the same bytes for everyone, and what is inline in it is named by hash", async ({
  request,
}) => {
  for (const [path, inline] of [
    ["", "style"],
    ["/help", "style"],
    ["/home", "script"],
    ["/sign-in", "script"],
  ] as const) {
    const [one, other] = await Promise.all([
      request.get(`/en${path}`),
      request.get(`/en${path}`, { headers: { cookie: "a=b", "accept-language": "fr" } }),
    ]);
    expect(await one.text()).toBe(await other.text());
    expect(one.headers()["content-security-policy"]).toBe(other.headers()["content-security-policy"]);
    expect(one.headers()["content-security-policy"]).toMatch(
      new RegExp(`${inline}-src 'self'( 'sha256-[\\w+/=]{44}')+;`),
    );
    expect(one.headers()["set-cookie"]).toBeUndefined();
  }
});

test("the gallery of development is no page of the real server", async ({ request }) => {
  for (const path of ["/gallery", "/en/gallery"]) expect((await request.get(path)).status()).toBe(404);
});

test("a title says nothing, on any page", async ({ page }) => {
  for (const path of [...PUBLIC.map(([path]) => path), ...NEED_SCRIPTS, "/nowhere"]) {
    await page.goto(`/en${path}`);
    expect(await page.title(), path).toBe(words.meta.title);
    const icon = await page.locator('link[rel~="icon"]').getAttribute("href");
    expect(icon, path).toMatch(/^\/icon/);
  }
});

test("a page that breaks says so and no more, and leads on: out, to help lines, and to another try", async ({
  page,
}) => {
  const refused: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).origin}`));
  // What the frame of these pages needs to tell the time.
  await page.addInitScript(() => {
    if (sessionStorage.getItem("mended") !== null) return;
    Intl.DateTimeFormat.prototype.resolvedOptions = () => {
      throw new Error("the inside of the program");
    };
  });
  await page.goto("/en/sign-in");
  await expect(page.getByRole("alert").getByRole("heading", { name: errorWords.title })).toBeVisible();
  const text = await page.locator("body").innerText();
  expect(text).not.toContain("the inside");
  await expect(page).toHaveTitle(words.meta.title);
  await expect(page.getByRole("link", { name: words.exit.leave })).toBeInViewport();
  await expect(page.getByRole("link", { name: errorWords.help })).toHaveAttribute("href", "/en/help");
  expect(refused).toEqual([]);
  // Nothing is told to anybody.
  expect([...new Set(asked)]).toEqual([`GET ${new URL(page.url()).origin}`]);

  await page.evaluate(() => sessionStorage.setItem("mended", "1"));
  await page.getByRole("button", { name: errorWords.tryAgain }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.account.signIn.title })).toBeVisible();
});
