import fs from "node:fs";
import { expect, type Page } from "@playwright/test";
import { EXIT_URL } from "@/lib/client/exit/exit-url";
import { pathsIn } from "@/scripts/serve/page-group.mjs";
import { TEXTS as GROUP } from "@/scripts/serve/texts.mjs";
import { askedDuring, heading, link } from "./support/page";
import { Person } from "./support/person";
import { test } from "./support/test";
import { sessionStatus, storedCounts } from "./support/traces";
import { translated, translatePages, type Way } from "./support/translator";
import { WAYS_OUT } from "./support/ways-out";
import { words } from "./support/words";

/*
 * Texts and the first page as documents: no framework is asked for and none of its data comes along, and all that these
 * pages do, they do. texts-in-the-app.spec.ts goes in and out of the app.
 */

const read = (file: string) => JSON.parse(fs.readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));

/** Every text of the build, and the first page. */
const TEXTS = pathsIn(
  GROUP,
  read(".next/app-path-routes-manifest.json"),
  read(".next/prerender-manifest.json").routes,
);
const GUIDANCE = "/guidance/when-they-panic";
const guidance: { title: string } = read("messages/en/guidance/when-they-panic.json");
const OURS = /^\/_next\/static\/texts\/script-[\w-]{8}\.js$/;

/** What the page's policy forbade, and what broke. */
function complaints(page: Page): string[] {
  const told: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") told.push(message.text());
  });
  page.on("pageerror", (error) => told.push(String(error)));
  return told;
}

test("no text asks for a script of the framework, has its data, or does what its policy forbids", async ({
  page,
  request,
}) => {
  const told = complaints(page);
  expect(TEXTS.length).toBeGreaterThan(40);
  expect(TEXTS).toContain(`/en${GUIDANCE}`);
  for (const path of TEXTS) {
    const asked = await askedDuring(page, () => page.goto(path, { waitUntil: "networkidle" }));
    const scripts = asked.filter((one) => /\.js\b|^(script|stylesheet) /.test(one));
    expect(scripts, path).toEqual([expect.stringMatching(/^script /)]);
    expect(scripts[0]?.slice("script ".length), path).toMatch(OURS);
    expect(
      asked.filter((one) => one.startsWith("fetch ")),
      path,
    ).toEqual(path === "/en" ? ["fetch /api/place"] : []);
    const html = await (await request.get(path)).text();
    expect(html, path).not.toMatch(/__next_f|\/_next\/static\/chunks\//);
    await expect(heading(page), path).toBeVisible();
    // It is styled, and its own script runs.
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily), path).toContain("Atkinson");
  }
  expect(told).toEqual([]);
});

test("a text and its script: the same for everyone, the one never kept, the other for good", async ({
  page,
  request,
}) => {
  const [one, other] = await Promise.all([
    request.get(`/en${GUIDANCE}`),
    request.get(`/en${GUIDANCE}`, { headers: { cookie: "__Host-session=a; session=b" } }),
  ]);
  expect(await one.text()).toBe(await other.text());
  expect(one.headers()["content-security-policy"]).toBe(other.headers()["content-security-policy"]);
  expect(one.headers()["cache-control"]).toBe("no-store");
  await page.goto(`/en${GUIDANCE}`);
  const address = (await page.locator("script[src]").getAttribute("src")) ?? "";
  const script = await request.get(address);
  expect(script.status()).toBe(200);
  expect(script.headers()["cache-control"]).toContain("immutable");
  expect((await script.body()).length).toBeLessThan(9_000);
});

test("what a policy does not name is refused, and seen here", async ({ page }) => {
  const told = complaints(page);
  await page.route(`**/en${GUIDANCE}`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace("</head>", "<script>self.planted = 1</script></head>");
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`/en${GUIDANCE}`);
  await expect(heading(page, guidance.title)).toBeVisible();
  expect(await page.evaluate(() => "planted" in window)).toBe(false);
  expect(told.join("\n")).toContain("Content Security Policy");
});

for (const [name, leave] of WAYS_OUT) {
  test(`leaves a text by ${name}: what is stored goes, the session ends, other tabs leave too`, async ({
    browser,
  }) => {
    const person = await Person.arrive(browser);
    const { page, context } = person;
    await context.route(`${new URL(EXIT_URL).origin}/**`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Neutral</title><p>An ordinary page" }),
    );
    await person.signUp();
    const text = await person.beside();
    await text.page.goto(`/en${GUIDANCE}`);
    await text.page.evaluate(() => sessionStorage.setItem("a", "b"));
    const before = await text.page.evaluate(() => history.length);
    await leave(text.page);
    await text.page.waitForURL(EXIT_URL);
    // The neutral page stands in the place of the text.
    expect(await text.page.evaluate(() => history.length)).toBe(before);
    await page.waitForURL(EXIT_URL);
    const other = await context.newPage();
    await other.goto("/en/help");
    expect(await storedCounts(other)).toEqual({
      localStorage: 0,
      sessionStorage: 0,
      databases: 0,
      caches: 0,
    });
    await expect.poll(() => sessionStatus(other)).toBe(401);
    await person.close();
  });
}

test("a text covers itself in the same moment, and follows another tab that left", async ({ browser }) => {
  const { context, page, close } = await texts(browser);
  const other = await context.newPage();
  for (const one of [page, other]) await one.goto("/en/help", { waitUntil: "networkidle" });
  const seen = await page.evaluate(() => {
    for (let press = 0; press < 2; press++)
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    const box = document.querySelector(".leave-cover")?.getBoundingClientRect();
    return {
      text: document.body.innerText,
      covers: box !== undefined && box.width >= innerWidth && box.height >= innerHeight,
    };
  });
  expect(seen).toEqual({ text: "", covers: true });
  await Promise.all([page, other].map((one) => one.waitForURL(EXIT_URL)));
  await close();
});

/** A browser in which the neutral page is answered without a request to anyone. */
async function texts(browser: Parameters<typeof Person.arrive>[0]) {
  const person = await Person.arrive(browser);
  await person.context.route(`${new URL(EXIT_URL).origin}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Neutral</title>" }),
  );
  return { context: person.context, page: person.page, close: () => person.close() };
}

test("by keyboard: the way out first, then past the head, and a country opens where the focus is", async ({
  page,
}) => {
  const told = complaints(page);
  await page.goto("/en/help");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: words.exit.leave })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(link(page, words.ui.skipToContent)).toBeFocused();
  await expect(link(page, words.ui.skipToContent)).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  const country = page.locator("summary", { hasText: "New Zealand" });
  await country.focus();
  await page.keyboard.press("Enter");
  await expect(country).toBeFocused();
  await expect(page.locator("details#nz")).toHaveAttribute("open");
  await expect(page.locator("details#nz").getByRole("link", { name: "0800 044 334" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator("details#nz")).not.toHaveAttribute("open");
  expect(await storedCounts(page)).toEqual({ localStorage: 0, sessionStorage: 0, databases: 0, caches: 0 });
  expect(told).toEqual([]);
});

test("steadying is one press away, and Back leads to the text again", async ({ page }) => {
  await page.goto(`/en${GUIDANCE}`);
  await link(page, words.grounding.open).click();
  await expect(heading(page, words.grounding.title)).toBeVisible();
  const exercise = page.locator("main details").first();
  await exercise.locator("summary").first().click();
  await exercise.getByRole("button", { name: words.grounding.step }).click();
  await expect(exercise.getByRole("button", { name: words.grounding.next })).toBeFocused();
  await expect(exercise.getByRole("listitem").first()).toBeHidden();
  await page.goBack();
  await expect(heading(page, guidance.title)).toBeVisible();
});

for (const way of ["wraps", "replaces"] satisfies Way[]) {
  test(`an exercise says the step that it is at, while a translator ${way} every text`, async ({
    page,
    context,
  }) => {
    await translatePages(context, way);
    await page.goto("/en/grounding");
    await translated(page);
    const exercise = page.locator("main details").first();
    await exercise.locator("summary").first().click();
    const steps = await exercise.getByRole("listitem").allInnerTexts();
    expect(steps.length).toBeGreaterThan(2);
    await exercise.getByRole("button", { name: words.grounding.step }).click();
    const button = (name: string) => exercise.getByRole("button", { name, exact: true });
    for (const [at, step] of steps.entries()) {
      await expect(exercise.getByRole("status")).toHaveText(step);
      if (at + 1 < steps.length) await button(words.grounding.next).click();
    }
    await expect(button(words.grounding.next)).toHaveCount(0);
    await button(words.grounding.again).click();
    await expect(exercise.getByRole("status")).toHaveText(steps[0] ?? "");
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("every text can be read, and left by a link", async ({ page }) => {
    for (const path of TEXTS) {
      await page.goto(path);
      await expect(heading(page), path).toBeVisible();
      const main = await page.getByRole("main").innerText();
      expect(main.length, path).toBeGreaterThan(200);
      for (const unsaid of [words.site.stayOffline, words.account.place.title])
        expect(main, path).not.toContain(unsaid);
      const leave = page.getByRole("link", { name: words.exit.leave });
      await expect(leave, path).toBeInViewport();
      await expect(leave, path).toHaveAttribute("href", EXIT_URL);
    }
  });
});
