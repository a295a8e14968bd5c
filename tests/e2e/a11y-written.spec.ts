import { expect } from "@playwright/test";
import { linkUp } from "./support/account";
import { openAll, test } from "./support/page-check";
import { Person } from "./support/person";
import { words } from "./support/words";

/*
 * Pages with much written on them, and those of linking, as `a11y-open.spec.ts` says it of those that anyone can open. Two people
 * are linked and she has written and shared; each test begins from that, and puts back what others look at.
 */

const { comfort, kinds, link, sharing } = words;
const { parts } = kinds.checkIn;
const LONG_WORD = "a-word-as-long-as-a-word-can-be-without-any-space-in-it-at-all-to-break-a-line-at";
const CONDITION = "I can see your face";
const MOMENT = "the smell of that aftershave";

test("linking, from an invite to a page with nothing on it", async ({ browser, check }) => {
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  const { page } = she;
  await she.signUp();
  await he.signUp();
  const invite = await she.invite();
  await page.locator("summary", { hasText: link.invited.qrSummary }).click();
  await expect(page.getByRole("img", { name: link.invited.qr })).toBeVisible();
  await check(page, "/linking, an open invite with its square");
  await he.page.goto(invite);
  await expect(he.button(link.opened.accept)).toBeVisible();
  await check(he.page, "/link, an invite");
  await he.button(link.opened.accept).click();
  await expect(he.page.getByRole("heading", { name: link.waiting.title })).toBeVisible();
  await check(he.page, "/link, waiting");
  await expect(she.button(link.compare.same)).toBeVisible();
  await check(page, "/linking, comparing");
  await she.button(link.compare.same).click();
  await expect(page.getByRole("heading", { name: link.linked.title })).toBeVisible();
  await check(page, "/linking, linked");

  await he.look();
  await expect(he.page.getByText(words.sheet.empty)).toBeVisible();
  await check(he.page, "/theirs, empty");
  await he.button(new RegExp(words.theirs.helpNow)).click();
  await check(he.page, "/theirs, help now, empty");
  await she.close();
  await he.close();
});

test.describe("much is written", () => {
  let she: Person;
  let he: Person;

  // Each part that is shared stays ticked; ticking it again unfolds what it says of it.
  test.beforeAll(async ({ browser }) => {
    she = await Person.arrive(browser);
    he = await Person.arrive(browser);
    await she.signUp();
    await he.signUp();
    await linkUp(she, he);
    await she.open("/comfort");
    await she.button(comfort.intimacyOpen).click();
    await she.answer("hug", "whenTheyStart", "askFirst");
    await she.answer("hug", "whenIStart", "welcome");
    await she.answer("tickling", "whenTheyStart", "no");
    await she.answer("neckTouched", "whenTheyStart", "notNow");
    await she.answer("faceTouched", "whenTheyStart", "notSure");
    await she.answer("backTouched", "whenTheyStart", "onlyIf", CONDITION);
    await she.noteOn("backTouched", LONG_WORD);
    await she.tick(words.topics.backTouched, ["whenTheyStart", "note"]);
    for (const topic of ["hug", "tickling", "neckTouched", "faceTouched"] as const) {
      await she.tick(words.topics[topic], ["whenTheyStart"]);
    }
    await she.saved();
    await she.addHardMoment(
      { name: MOMENT, signs: ["I stop talking", "I hold on to my sleeve"], helps: ["say my name"] },
      ["name", "signs", "helps"],
    );
    await she.addSupport("goQuiet", { steps: ["sit near me", "no questions"] }, ["steps"]);
    const { hurt, welcome } = kinds.words.parts;
    await she.go("/words");
    await she.fillList(hurt.label, hurt.add, ["calm down"]);
    await she.fillList(welcome.label, welcome.add, ["shall I stay?", "do you want tea?"]);
    await she.tickIn(she.page, ["hurt", "welcome"]);
    await she.saved();
    await she.checkIn([{ question: "energy", word: parts.energy.choices.little.mine, share: true }]);
  });
  // Told with the page that it came from.
  test.afterEach(() => expect([...she.complaints, ...he.complaints]).toEqual([]));
  test.afterAll(() => Promise.all([she.close(), he.close()]));

  test("page /en/comfort, every answer open, one that waits, and what is ticked", async ({ check }) => {
    const { page } = she;
    // The part that is closed at first stays open from before.
    await she.open("/comfort");
    for (const topic of ["hug", "tickling", "neckTouched", "faceTouched"] as const) {
      await she.openRow(words.topics[topic]);
    }
    // Only if, and nothing said yet of what: it waits.
    await she.answer("backTouched", "whenTheyStart", "onlyIf", "");
    await check(page, "/comfort, open with an answer that waits");
    await she.answer("backTouched", "whenTheyStart", "onlyIf", CONDITION);
    await she.tick(words.topics.backTouched, ["whenTheyStart", "note"]);
    await check(page, "/comfort, ticking");
    await she.saved();
  });

  test("page /en/hard-moments, one open", async ({ check }) => {
    await she.open("/hard-moments");
    await she.tick(MOMENT, ["name", "signs", "helps"]);
    await check(she.page, "/hard-moments, open");
  });

  test("page /en/support, one open, and deleted with undo", async ({ check }) => {
    const { page } = she;
    await she.open("/support");
    await she.tick(words.kinds.support.names.goQuiet.mine, ["steps"]);
    await check(page, "/support, open");
    await she.button(words.kinds.support.delete).click();
    await expect(she.button(words.ui.undo)).toBeVisible();
    await check(page, "/support, deleted with undo");
    await she.button(words.ui.undo).click();
    await she.saved();
    // It is back, and private.
    await she.tick(words.kinds.support.names.goQuiet.mine, ["steps"]);
    await she.saved();
  });

  test("page /en/words, written and shared", async ({ check }) => {
    await she.open("/words");
    await expect(she.page.getByRole("textbox").first()).toBeVisible();
    await she.tickIn(she.page, ["hurt", "welcome"]);
    await check(she.page, "/words, written and shared");
  });

  test("page /en/check-in, from its beginning to its end", async ({ check }) => {
    const { page } = she;
    await she.open("/check-in");
    await she.button(words.checkIn.new).click();
    await check(page, "/check-in, begun");
    const today = page.getByRole("group", { name: parts.today.label });
    await today.getByRole("radio", { name: parts.today.choices.veryHard.mine, exact: true }).check();
    const crossed = page.getByRole("group", { name: parts.crossedLine.label });
    await crossed.getByRole("radio", { name: parts.crossedLine.choices.yes.mine, exact: true }).check();
    await expect(page.getByText(words.checkIn.care.title)).toBeVisible();
    await expect(page.getByText(words.checkIn.crossed.yes.title)).toBeVisible();
    await openAll(page);
    await check(page, "/check-in, with an offer of care");
    const box = page.getByRole("status").filter({ hasText: words.checkIn.crossed.yes.title });
    await she.button(words.checkIn.crossed.fold, box).click();
    await check(page, "/check-in, with words folded to a line");
    await she.button(words.checkIn.done).click();
    await check(page, "/check-in, done");
    await she.saved();
  });

  test("page /en/sharing, full, asked to stop all, and paused", async ({ check }) => {
    const { page } = she;
    await she.open("/sharing");
    await she.button(sharing.preview).click();
    await check(page, "/sharing, full");
    await she.button(sharing.stopAll).click();
    await check(page, "/sharing, asked to stop all");
    await she.button(sharing.pause).click();
    await check(page, "/sharing, paused");
    await she.button(sharing.resume).click();
    await she.button(sharing.resumeYes).click();
    await she.saved();
  });

  test("page /en/theirs, full, help now, and one moment of it", async ({ check }) => {
    const { page } = he;
    await he.look();
    await expect(page.getByText("I stop talking")).toBeVisible();
    await check(page, "/theirs, full");
    await he.button(new RegExp(words.theirs.helpNow)).click();
    await check(page, "/theirs, help now");
    await he.button(/aftershave/).click();
    await expect(page.getByText("say my name")).toBeVisible();
    await check(page, "/theirs, help now, one moment");
  });

  test("page /en/home, full", async ({ check }) => {
    await she.open("/home");
    await check(she.page, "/home, full");
  });

  test("page /en/settings/held", async ({ check }) => {
    await she.open("/settings/held");
    await expect(she.page.getByRole("region", { name: words.held.host }).first()).toBeVisible();
    await check(she.page, "/settings/held");
  });

  test("page /en/comfort, not saved yet", async ({ check }) => {
    await she.open("/comfort");
    await she.context.route("**/api/vault{,/*}", (route) =>
      route.request().method() === "PUT" ? route.abort("connectionrefused") : route.continue(),
    );
    await she.noteOn("hug", "typed with nobody to save it");
    await expect(she.page.getByText(words.shell.saving.notYet).first()).toBeVisible();
    await check(she.page, "/comfort, not saved yet");
    await she.context.unroute("**/api/vault{,/*}");
    await she.button(words.shell.saving.tryAgain).click();
    await she.saved();
  });

  test("page /en/linking, asked to unlink, and unlinked", async ({ check }) => {
    await she.open("/linking");
    await she.button(link.unlink.button).click();
    await check(she.page, "/linking, asked to unlink");
    await she.button(link.unlink.yes).click();
    await expect(she.page.getByText(link.unlink.done)).toBeVisible();
    await check(she.page, "/linking, unlinked");
  });
});
