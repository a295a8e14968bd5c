import { expect } from "@playwright/test";
import { linkUp } from "./support/account";
import { openAll, test } from "./support/page-check";
import { Person } from "./support/person";
import { words } from "./support/words";

/*
 * Pages with much written on them, and those of linking, as `a11y-open.spec.ts` says it of those that anyone can open. Two people
 * are linked and the writer has written and shared; each test begins from that, and puts back what others look at.
 */

const { comfort, kinds, link, sharing } = words;
const { parts } = kinds.checkIn;
const LONG_WORD = "a-word-as-long-as-a-word-can-be-without-any-space-in-it-at-all-to-break-a-line-at";
const CONDITION = "I can see your face";
const MOMENT = "the smell of that aftershave";

test("linking, from an invite to a page with nothing on it", async ({ browser, check }) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  const { page } = writer;
  await writer.signUp();
  await reader.signUp();
  const invite = await writer.invite();
  await page.locator("summary", { hasText: link.invited.qrSummary }).click();
  await expect(page.getByRole("img", { name: link.invited.qr })).toBeVisible();
  await check(page, "/linking, an open invite with its square");
  await reader.page.goto(invite);
  await expect(reader.button(link.opened.accept)).toBeVisible();
  await check(reader.page, "/link, an invite");
  await reader.button(link.opened.accept).click();
  await expect(reader.page.getByRole("heading", { name: link.waiting.title })).toBeVisible();
  await check(reader.page, "/link, waiting");
  await expect(writer.button(link.compare.same)).toBeVisible();
  await check(page, "/linking, comparing");
  await writer.button(link.compare.same).click();
  await expect(page.getByRole("heading", { name: link.linked.title })).toBeVisible();
  await check(page, "/linking, linked");

  await reader.look();
  await expect(reader.page.getByText(words.sheet.empty)).toBeVisible();
  await check(reader.page, "/theirs, empty");
  await reader.button(new RegExp(words.theirs.helpNow)).click();
  await check(reader.page, "/theirs, help now, empty");
  await writer.close();
  await reader.close();
});

test.describe("much is written", () => {
  let writer: Person;
  let reader: Person;

  // Each part that is shared stays ticked; ticking it again unfolds what it says of it.
  test.beforeAll(async ({ browser }) => {
    writer = await Person.arrive(browser);
    reader = await Person.arrive(browser);
    await writer.signUp();
    await reader.signUp();
    await linkUp(writer, reader);
    await writer.open("/comfort");
    await writer.button(comfort.intimacyOpen).click();
    await writer.answer("hug", "whenTheyStart", "askFirst");
    await writer.answer("hug", "whenIStart", "welcome");
    await writer.answer("tickling", "whenTheyStart", "no");
    await writer.answer("neckTouched", "whenTheyStart", "notNow");
    await writer.answer("faceTouched", "whenTheyStart", "notSure");
    await writer.answer("backTouched", "whenTheyStart", "onlyIf", CONDITION);
    await writer.noteOn("backTouched", LONG_WORD);
    await writer.tick(words.topics.backTouched, ["whenTheyStart", "note"]);
    for (const topic of ["hug", "tickling", "neckTouched", "faceTouched"] as const) {
      await writer.tick(words.topics[topic], ["whenTheyStart"]);
    }
    await writer.saved();
    await writer.addHardMoment(
      { name: MOMENT, signs: ["I stop talking", "I hold on to my sleeve"], helps: ["say my name"] },
      ["name", "signs", "helps"],
    );
    await writer.addSupport("goQuiet", { steps: ["sit near me", "no questions"] }, ["steps"]);
    const { hurt, welcome } = kinds.words.parts;
    await writer.go("/words");
    await writer.fillList(hurt.label, hurt.add, ["calm down"]);
    await writer.fillList(welcome.label, welcome.add, ["shall I stay?", "do you want tea?"]);
    await writer.tickIn(writer.page, ["hurt", "welcome"]);
    await writer.saved();
    await writer.checkIn([{ question: "energy", word: parts.energy.choices.little.mine, share: true }]);
  });
  // Told with the page that it came from.
  test.afterEach(() => expect([...writer.complaints, ...reader.complaints]).toEqual([]));
  test.afterAll(() => Promise.all([writer.close(), reader.close()]));

  test("page /en/comfort, every answer open, one that waits, and what is ticked", async ({ check }) => {
    const { page } = writer;
    // The part that is closed at first stays open from before.
    await writer.open("/comfort");
    for (const topic of ["hug", "tickling", "neckTouched", "faceTouched"] as const) {
      await writer.openRow(words.topics[topic]);
    }
    // Only if, and nothing said yet of what: it waits.
    await writer.answer("backTouched", "whenTheyStart", "onlyIf", "");
    await check(page, "/comfort, open with an answer that waits");
    await writer.answer("backTouched", "whenTheyStart", "onlyIf", CONDITION);
    await writer.tick(words.topics.backTouched, ["whenTheyStart", "note"]);
    await check(page, "/comfort, ticking");
    await writer.saved();
  });

  test("page /en/hard-moments, one open", async ({ check }) => {
    await writer.open("/hard-moments");
    await writer.tick(MOMENT, ["name", "signs", "helps"]);
    await check(writer.page, "/hard-moments, open");
  });

  test("page /en/support, one open, and deleted with undo", async ({ check }) => {
    const { page } = writer;
    await writer.open("/support");
    await writer.tick(words.kinds.support.names.goQuiet.mine, ["steps"]);
    await check(page, "/support, open");
    await writer.button(words.kinds.support.delete).click();
    await expect(writer.button(words.ui.undo)).toBeVisible();
    await check(page, "/support, deleted with undo");
    await writer.button(words.ui.undo).click();
    await writer.saved();
    // It is back, and private.
    await writer.tick(words.kinds.support.names.goQuiet.mine, ["steps"]);
    await writer.saved();
  });

  test("page /en/words, written and shared", async ({ check }) => {
    await writer.open("/words");
    await expect(writer.page.getByRole("textbox").first()).toBeVisible();
    await writer.tickIn(writer.page, ["hurt", "welcome"]);
    await check(writer.page, "/words, written and shared");
  });

  test("page /en/check-in, from its beginning to its end", async ({ check }) => {
    const { page } = writer;
    await writer.open("/check-in");
    await writer.button(words.checkIn.new).click();
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
    await writer.button(words.checkIn.crossed.fold, box).click();
    await check(page, "/check-in, with words folded to a line");
    await writer.button(words.checkIn.done).click();
    await check(page, "/check-in, done");
    await writer.saved();
  });

  test("page /en/sharing, full, asked to stop all, and paused", async ({ check }) => {
    const { page } = writer;
    await writer.open("/sharing");
    await writer.button(sharing.preview).click();
    await writer.button(words.paper.print).click();
    await check(page, "/sharing, full, and asked to print");
    await writer.button(sharing.stopAll).click();
    await check(page, "/sharing, asked to stop all");
    await writer.button(sharing.pause).click();
    await check(page, "/sharing, paused");
    await writer.button(sharing.resume).click();
    await writer.button(sharing.resumeYes).click();
    await writer.saved();
  });

  test("page /en/theirs, full, help now, and one moment of it", async ({ check }) => {
    const { page } = reader;
    await reader.look();
    await expect(page.getByText("I stop talking")).toBeVisible();
    await reader.button(words.paper.print).click();
    await check(page, "/theirs, full, and asked to print");
    await reader.button(new RegExp(words.theirs.helpNow)).click();
    await check(page, "/theirs, help now");
    await reader.button(/aftershave/).click();
    await expect(page.getByText("say my name")).toBeVisible();
    await check(page, "/theirs, help now, one moment");
  });

  test("page /en/my-card, full, and asked to print", async ({ check }) => {
    const { page } = writer;
    await writer.open("/my-card");
    await expect(page.getByText("say my name")).toBeVisible();
    await writer.button(words.paper.print).click();
    await check(page, "/my-card, full, and asked to print");
  });

  test("page /en/home, full", async ({ check }) => {
    await writer.open("/home");
    await check(writer.page, "/home, full");
  });

  test("page /en/settings/held", async ({ check }) => {
    await writer.open("/settings/held");
    await expect(writer.page.getByRole("region", { name: words.held.host }).first()).toBeVisible();
    await check(writer.page, "/settings/held");
  });

  test("page /en/comfort, not saved yet", async ({ check }) => {
    await writer.open("/comfort");
    await writer.context.route("**/api/vault{,/*}", (route) =>
      route.request().method() === "PUT" ? route.abort("connectionrefused") : route.continue(),
    );
    await writer.noteOn("hug", "typed with nobody to save it");
    await expect(writer.page.getByText(words.shell.saving.notYet).first()).toBeVisible();
    await check(writer.page, "/comfort, not saved yet");
    await writer.context.unroute("**/api/vault{,/*}");
    await writer.button(words.shell.saving.tryAgain).click();
    await writer.saved();
  });

  test("page /en/linking, asked to unlink, and unlinked", async ({ check }) => {
    await writer.open("/linking");
    await writer.button(link.unlink.button).click();
    await check(writer.page, "/linking, asked to unlink");
    await writer.button(link.unlink.yes).click();
    await expect(writer.page.getByText(link.unlink.done)).toBeVisible();
    await check(writer.page, "/linking, unlinked");
  });
});
