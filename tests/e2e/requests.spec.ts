import { expect, type Page, test } from "@playwright/test";
import { goBy, linkUp } from "./support/account";
import { Person } from "./support/person";
import { words } from "./support/words";

/*
 * What the host sees asked for does not follow from what was answered, or from what is being read just now: nothing is
 * fetched ahead because of it, and the exercises and the help lines came with the page.
 */

/** Everything that the page asks for while `act` is done and shortly after, as "method path". */
async function askedDuring(page: Page, act: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  const note = (request: { method(): string; url(): string }) =>
    asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  page.context().on("request", note);
  await act();
  // Links in sight are fetched once the browser has nothing else to do.
  await page.waitForTimeout(2_000);
  page.context().off("request", note);
  return asked.filter((line) => !line.includes("/_next/static/"));
}

test("a hard answer asks for no more than a mild one, nor does reading what is offered then", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  await person.open("/check-in");
  await person.button(words.checkIn.new).click();
  const answer = async (question: "energy" | "today" | "bodySafety" | "crossedLine", word: string) => {
    const group = page.getByRole("group", { name: words.checkInWords.ask[question] });
    return askedDuring(page, async () => {
      await group.getByRole("radio", { name: word, exact: true }).check();
      await person.saved();
    });
  };
  await answer("energy", words.checkInWords.energy.little);
  const mild = await answer("today", words.checkInWords.today.good);
  expect(mild.every((line) => /^PUT \/api\/vault\/[\w-]+$/.test(line))).toBe(true);
  const hard = await answer("today", words.checkInWords.today.veryHard);
  const offer = page.getByText(words.checkIn.care.title);
  await expect(offer).toBeVisible();
  expect(hard).toEqual(mild);
  expect(await answer("bodySafety", words.checkInWords.bodySafety.notSafe)).toEqual(mild);
  expect(await answer("crossedLine", words.checkInWords.crossedLine.yes)).toEqual(mild);

  for (const [link, title] of [
    [words.checkIn.care.help, words.help.title],
    [words.checkIn.care.grounding, words.grounding.title],
  ] as const) {
    const asked = await askedDuring(page, async () => {
      await page.getByRole("link", { name: link, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await person.button(words.grounding.back).click();
      await expect(offer).toBeVisible();
    });
    expect(asked).toEqual([]);
  }
  await person.close();
});

test("the way between one's own pages works with the network gone, also a while after", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  const { page } = person;
  await person.signUp();
  await page.waitForLoadState("networkidle");
  await person.context.setOffline(true);
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 60 * 60_000;
  });
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
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  const { page } = he;
  await she.signUp();
  await he.signUp();
  await linkUp(she, he);
  await she.addHardMoment({ name: "the lift", signs: ["I hold my breath"], helps: ["the stairs"] }, [
    "signs",
    "helps",
  ]);
  await she.saved();
  await he.look();
  await expect(page.getByText("the stairs")).toBeVisible();

  await he.context.setOffline(true);
  const asked = await askedDuring(page, async () => {
    await he.button(new RegExp(words.theirs.helpNow)).click();
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
  // The page goes on looking whether it is still the one in force, as it does every 45 seconds.
  expect(asked.filter((line) => line !== "GET /api/sheet")).toEqual([]);
  await he.context.setOffline(false);
  await she.close();
  await he.close();
});
