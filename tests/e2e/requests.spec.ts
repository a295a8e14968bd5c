import { readdirSync, readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { goBy, linkUp, readerOfTheLift } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * What the host sees asked for does not follow from what was answered, or from what is being read just now: nothing is
 * fetched ahead because of it, and the exercises and the help lines came with the page.
 */

const SAFETY: string = JSON.parse(
  readFileSync(new URL("../../messages/en/guidance/when-sharing-is-not-safe.json", import.meta.url), "utf8"),
).title;

/** Told of a touch, at most once a minute, whatever is touched. */
const SOMEBODY_IS_THERE = "PUT /api/key-half";
const line = (request: { method(): string; url(): string }) =>
  `${request.method()} ${new URL(request.url()).pathname}`;

/** Everything that the page asks for while `act` is done and shortly after, as "method path"; but for that somebody is there. */
async function askedDuring(page: Page, act: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  const note = (request: Parameters<typeof line>[0]) => asked.push(line(request));
  page.context().on("request", note);
  await act();
  // Links in sight are fetched once the browser has nothing else to do.
  await page.waitForTimeout(2_000);
  page.context().off("request", note);
  return asked.filter((one) => !one.includes("/_next/static/") && one !== SOMEBODY_IS_THERE);
}

/** Waits until the main parts, which are fetched ahead on every signed-in page, have come, and nothing comes any more. */
async function mainPartsFetched(page: Page): Promise<void> {
  let before = -1;
  const settled = async () => {
    const fetched = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    const all = ["/comfort", "/sharing", "/theirs", "/check-in"].every((path) =>
      fetched.some((url) => url.includes(`/en${path}`)),
    );
    const same = fetched.length === before;
    before = fetched.length;
    return all && same;
  };
  await expect.poll(settled, { intervals: [500] }).toBe(true);
}

test("a hard answer asks for no more than a mild one, nor does reading what is offered then", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  let touches = 0;
  const since = Date.now();
  person.context.on("request", (request) => {
    if (line(request) === SOMEBODY_IS_THERE) touches++;
  });
  await person.open("/check-in");
  await person.button(words.checkIn.new).click();
  const answer = async (question: "energy" | "today" | "bodySafety" | "crossedLine", word: string) => {
    const group = page.getByRole("group", { name: words.kinds.checkIn.parts[question].label });
    return askedDuring(page, async () => {
      await group.getByRole("radio", { name: word, exact: true }).check();
      await person.saved();
    });
  };
  await answer("energy", words.kinds.checkIn.parts.energy.choices.little.mine);
  const mild = await answer("today", words.kinds.checkIn.parts.today.choices.good.mine);
  expect(mild.every((asked) => asked === "PUT /api/vault")).toBe(true);
  const hard = await answer("today", words.kinds.checkIn.parts.today.choices.veryHard.mine);
  const offer = page.getByText(words.checkIn.care.title);
  await expect(offer).toBeVisible();
  expect(hard).toEqual(mild);
  expect(await answer("bodySafety", words.kinds.checkIn.parts.bodySafety.choices.notSafe.mine)).toEqual(mild);
  expect(await answer("crossedLine", words.kinds.checkIn.parts.crossedLine.choices.yes.mine)).toEqual(mild);

  const { care, crossed } = words.checkIn;
  const box = page.getByRole("status").filter({ hasText: crossed.yes.title });
  for (const [place, link, title] of [
    [page.getByRole("status").filter({ has: offer }), care.help, words.help.title],
    [page.getByRole("status").filter({ has: offer }), care.grounding, words.grounding.title],
    [box, crossed.help, words.help.title],
    [box, crossed.safety, SAFETY],
    [box, crossed.grounding, words.grounding.title],
  ] as const) {
    const asked = await askedDuring(page, async () => {
      await place.getByRole("link", { name: link, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await person.button(words.grounding.back).click();
      await expect(place).toBeVisible();
    });
    expect(asked).toEqual([]);
  }
  const folding = await askedDuring(page, async () => {
    await person.button(crossed.fold, box).click();
    await expect(box).toHaveCount(0);
    await person.button(crossed.unfold).click();
    await expect(box).toBeVisible();
  });
  expect(folding).toEqual([]);
  expect(await answer("crossedLine", words.kinds.checkIn.parts.crossedLine.choices.notSure.mine)).toEqual(
    mild,
  );

  const ending = await askedDuring(page, async () => {
    await person.button(words.checkIn.done).click();
    await expect(page.getByText(words.checkIn.doneKindly)).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: words.checkIn.doneRoad, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: words.help.title })).toBeVisible();
    await person.button(words.grounding.back).click();
    await expect(page.getByText(words.checkIn.doneKindly)).toBeVisible();
  });
  expect(ending).toEqual([]);
  expect(touches).toBeGreaterThan(0);
  expect(touches).toBeLessThanOrEqual(1 + (Date.now() - since) / 60_000);
  await person.close();
});

test("what is said of being noticed opens in place and asks for nothing", async ({ browser }) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  const { page } = writer;
  await writer.signUp();
  await reader.signUp();
  await writer.open("/sharing");
  await expect(writer.button(words.sharing.pause)).toBeVisible();
  // While there is nobody to notice it is not there.
  const summary = page.locator("summary", { hasText: words.sharing.ifTheyNotice.title });
  await expect(summary).toHaveCount(0);
  await linkUp(writer, reader);
  await writer.answer("hug", "whenTheyStart", "no");
  await expect(summary).toHaveCount(0);
  await writer.tick(words.topics.hug, ["whenTheyStart"]);
  await expect(summary).toHaveCount(1);
  await writer.saved();

  const { help, safety } = words.sharing.ifTheyNotice;
  for (const [path, count] of [
    ["/comfort", 1],
    ["/sharing", 2],
    ["/linking", 1],
  ] as const) {
    await writer.go(path);
    await expect(summary).toHaveCount(count);
    await page.waitForLoadState("networkidle");
    const asked = await askedDuring(page, async () => {
      for (let at = 0; at < count; at++) {
        const details = page.locator("details").filter({ has: summary }).nth(at);
        await expect(details).not.toHaveAttribute("open");
        await summary.nth(at).click();
        for (const [link, title] of [
          [help, words.help.title],
          [safety, SAFETY],
        ] as const) {
          await details.getByRole("link", { name: link, exact: true }).click();
          await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
          await writer.button(words.grounding.back).click();
          await expect(details.getByRole("link", { name: link, exact: true })).toBeVisible();
        }
      }
    });
    // Their page is looked for at one rate on every screen, whatever is open there.
    expect(asked.filter((one) => one !== "GET /api/sheet")).toEqual([]);
  }
  // It delays nothing: with it closed, one press is enough.
  await writer.go("/sharing");
  await writer.button(words.sharing.pause).click();
  await expect(page.getByText(words.sharing.pausedTitle)).toBeVisible();
  await writer.close();
  await reader.close();
});

test("the way between one's own pages works with the network gone, also a while after", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  await mainPartsFetched(page);
  await person.context.setOffline(true);
  // An hour goes by with somebody there: a jump would count as having been away.
  for (let step = 0; step < 15; step++) {
    await page.evaluate(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 4 * 60_000;
    });
    await page.keyboard.press("Control");
  }
  for (const link of ["mine", "sharing", "theirs", "checkIn", "home"] as const) {
    await goBy(page, link);
    const title = link === "mine" ? words.comfort.title : words[link].title;
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  }
  await person.context.setOffline(false);
  await person.close();
});

test("help now is all there with the network gone, tells nobody, and is still open afterwards", async ({
  browser,
}) => {
  const { writer, reader } = await readerOfTheLift(browser);
  const { page } = reader;

  await mainPartsFetched(page);
  await reader.context.setOffline(true);
  const asked = await askedDuring(page, async () => {
    await reader.button(new RegExp(words.theirs.helpNow)).click();
    await expect(page.getByText("the stairs")).toBeVisible();
    await page.getByRole("link", { name: words.sheet.helpNow.lines }).click();
    await expect(page.getByRole("heading", { level: 1, name: words.help.title })).toBeVisible();
    await page.locator("summary", { hasText: "New Zealand" }).click();
    await expect(page.getByRole("link", { name: "0800 044 334" }).first()).toBeVisible();
    await page
      .getByRole("link", { name: words.grounding.open, exact: true })
      .filter({ visible: true })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: words.grounding.title })).toBeVisible();
    await page.goBack();
    await expect(page.getByText("the stairs")).toBeVisible();
  });
  // The page goes on looking whether it is still the one in force, as it does every 15 seconds.
  expect(asked.filter((one) => one !== "GET /api/sheet")).toEqual([]);
  await reader.context.setOffline(false);
  await writer.close();
  await reader.close();
});

/** The one script of the build that brings OPAQUE: by how WebAssembly begins, in base64. */
function opaqueScript(): string {
  const chunks = new URL("../../.next/static/chunks/", import.meta.url);
  const found = readdirSync(chunks)
    .filter((name) => name.endsWith(".js"))
    .filter((name) => readFileSync(new URL(name, chunks), "utf8").includes("AGFzbQEAAAA"));
  const [script] = found;
  if (script === undefined || found.length > 1)
    throw new Error(`One script was expected, not ${found.length}`);
  return `/_next/static/chunks/${script}`;
}

test("a reload opens without OPAQUE, whose script comes once the screen stands; the way in asks for it at once", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page, context } = person;
  const vouched = context.waitForEvent("response", (answer) =>
    answer.url().endsWith("/api/key-half/verifier"),
  );
  await person.signUp();
  expect((await vouched).status()).toBe(200);
  const script = opaqueScript();
  const asked: string[] = [];
  context.on("request", (request) => asked.push(line(request)));
  await person.open("/settings");
  expect(await page.content()).not.toContain(script);

  await test.step("with a new token, while OPAQUE does not come", async () => {
    await context.route(`**${script}`, (route) => route.abort());
    asked.length = 0;
    await page.reload();
    await expect(person.button(words.settings.lock.now)).toBeVisible();
    await expect.poll(() => asked).toContain(`GET ${script}`);
    const at = (one: string) => asked.findIndex((request) => request.startsWith(one));
    expect(at("POST /api/vault/read")).toBeLessThan(at(`GET ${script}`));
    expect(asked.filter((one) => /access|verifier/.test(one))).toEqual([]);
    await context.unroute(`**${script}`);
  });

  await test.step("locked, it is there before the passphrase is typed", async () => {
    await person.button(words.settings.lock.now).click();
    asked.length = 0;
    await page.reload();
    await expect(page.getByRole("heading", { name: words.account.locked.title })).toBeVisible();
    await expect.poll(() => asked).toContain(`GET ${script}`);
  });
  await person.close();
});
