import fs from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { guidanceSlugs } from "@/lib/domain/guidance/slugs";
import { rehearsalSlugs } from "@/lib/domain/rehearsal/slugs";
import { runAxe } from "./support/axe";
import { markupFindings } from "./support/markup";
import { SIGNED_IN_PATHS } from "./support/paths";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * axe finds nothing on any page, on a small phone and on a desktop, in both themes; the W3C's checker finds nothing in what
 * is sent, nor in what the page has made of it by then; nothing scrolls sideways on the phone; and no page does what its
 * policy forbids.
 */

const SIZES = [
  { width: 320, height: 640 },
  { width: 1280, height: 900 },
] as const;
const SCHEMES = ["light", "dark"] as const;

type Finding = { rule: string; where: string; summary: string };

/**
 * Colours get from one theme to the other without fading, and what lies off the screen is styled as well before it is
 * scrolled to (content-visibility): axe looks at all of the page, and at once.
 */
const settled = (page: Page) =>
  page.evaluate(async () => {
    if (document.adoptedStyleSheets.length === 0) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { transition: none !important; content-visibility: visible !important; }");
      document.adoptedStyleSheets.push(sheet);
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });

/** What axe finds on the page as it stands, in each size and theme. */
async function findings(page: Page): Promise<Record<string, Finding[] | string>> {
  const found: Record<string, Finding[] | string> = {};
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await settled(page);
      const name = `${size.width} px, ${colorScheme}`;
      const { violations } = await runAxe(page);
      if (violations.length > 0) {
        found[name] = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => ({
            rule: id,
            where: target.join(" "),
            summary: failureSummary ?? "",
          })),
        );
      }
    }
    if (size.width === 320) {
      const over = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return "";
        const wide = [...document.querySelectorAll("body *")].find(
          (element) => element.getBoundingClientRect().right > clientWidth + 1,
        );
        return `${scrollWidth} > ${clientWidth}: ${wide?.outerHTML.slice(0, 200)}`;
      });
      if (over !== "") found["scrolls sideways at 320 px"] = over;
    }
  }
  return found;
}

/** The documents of one test as they stood when axe looked, for the W3C's checker, which reads all of them at once. */
const documents = new Map<string, string>();

/** Checks the page that is open, under a name; all that is found on the way is told together. */
const check = (page: Page, name: string) =>
  test.step(name, async () => {
    await expect(page.locator("h1").filter({ visible: true }).first()).toBeVisible();
    expect.soft(await findings(page), name).toEqual({});
    documents.set(name, await page.content());
  });

test.afterEach(async () => {
  const found = await markupFindings(documents);
  documents.clear();
  // Scripts that were added meanwhile stand before it: only in what is sent can it come too late.
  expect(found.filter((finding) => !finding.includes("after the first 1024 bytes"))).toEqual([]);
});

/** Opens everything that can be unfolded. */
async function openAll(page: Page): Promise<void> {
  for (const details of await page.locator("details").all()) {
    // What moves is not there at all while less motion is asked for.
    if (!(await details.isVisible())) continue;
    if ((await details.getAttribute("open")) === null) await details.locator("summary").first().click();
  }
}

test("every page as it is sent", async () => {
  const built = ".next/server/app";
  const sent = new Map<string, string>();
  for (const file of fs.readdirSync(built, { recursive: true, encoding: "utf8" })) {
    // Next.js writes this one by itself, for when nothing else can be drawn, and gives it no language.
    if (!file.endsWith(".html") || file === "_global-error.html") continue;
    sent.set(file, fs.readFileSync(path.join(built, file), "utf8"));
  }
  expect(sent.size).toBeGreaterThan(0);
  expect(await markupFindings(sent)).toEqual([]);
});

test("pages that anyone can open", async ({ browser }) => {
  test.setTimeout(400_000);
  const person = await Person.arrive(browser);
  const { page } = person;
  const { account } = words;
  for (const path of [
    "",
    "/limits",
    "/before-linking",
    "/guidance",
    "/guidance/what-to-say",
    "/rehearsal",
    "/what-the-host-sees",
    "/sign-in",
    "/sign-up",
    "/recover",
    "/link",
    "/nowhere",
  ]) {
    await person.open(path);
    await check(page, path);
  }
  await person.open("/help");
  await check(page, "/help");
  await openAll(page);
  await check(page, "/help, every country open");
  await person.open("/what-the-host-sees");
  await openAll(page);
  await check(page, "/what-the-host-sees, every part open");

  await person.open("/grounding");
  await check(page, "/grounding");
  await openAll(page);
  await person.button(words.grounding.step).first().click();
  await check(page, "/grounding, every exercise open and one under way");

  await person.open("/rehearsal/quiet-evening");
  await check(page, "/rehearsal/quiet-evening");
  const offered = page.locator("main details:not([open]) > summary").filter({ visible: true });
  while ((await offered.count()) > 0) await offered.first().click();
  await check(page, "/rehearsal/quiet-evening, gone through to an end");

  for (const path of ["/home", "/comfort"]) {
    await person.open(path);
    await expect(page.getByRole("heading", { name: words.shell.signedOut.title })).toBeVisible();
    await check(page, `${path}, signed out`);
  }

  await person.open("/link#1~broken");
  await expect(page.getByText(words.problems.invite_malformed)).toBeVisible();
  await check(page, "/link, a broken link");

  await person.open("/sign-in");
  await person.button(account.signIn.submit).click();
  await expect(page.getByText(account.handle.missing)).toBeVisible();
  await check(page, "/sign-in, nothing typed");
  await page.getByLabel(account.handle.label, { exact: true }).fill("no-such-handle-77");
  await page.getByLabel(account.passphrase.label, { exact: true }).fill("not a passphrase of anyone");
  await page.getByRole("button", { name: words.ui.showPassphrase }).first().click();
  await person.button(account.signIn.submit).click();
  await expect(page.getByText(words.problems.wrong_passphrase)).toBeVisible({ timeout: 60_000 });
  await check(page, "/sign-in, refused");
  await person.close();
});

test("every text, and every moment to practise with all that can be said in it", async ({ browser }) => {
  test.setTimeout(600_000);
  const person = await Person.arrive(browser);
  for (const slug of guidanceSlugs) {
    await person.open(`/guidance/${slug}`);
    await check(person.page, `/guidance/${slug}`);
  }
  for (const slug of rehearsalSlugs) {
    await person.open(`/rehearsal/${slug}`);
    await openAll(person.page);
    await check(person.page, `/rehearsal/${slug}, open`);
  }
  await person.close();
});

test("the steps of signing up, and a new account", async ({ browser }) => {
  test.setTimeout(600_000);
  const person = await Person.arrive(browser);
  const { page } = person;
  const { account } = words;
  await person.open("/sign-up");
  await expect(page.getByLabel(account.handle.label, { exact: true })).not.toHaveValue("");
  const row = page.getByRole("list", { name: account.choose.words }).getByRole("listitem");
  await expect(row).toHaveCount(6);
  await check(page, "/sign-up, suggested words");
  await person.button(account.choose.own).click();
  await page.getByLabel(account.passphrase.label, { exact: true }).fill("too short");
  await person.button(account.next).click();
  await expect(page.getByText(account.passphrase.short)).toBeVisible();
  await check(page, "/sign-up, own words, too short");
  await person.button(account.choose.useSuggested).click();
  await expect(row).toHaveCount(6);
  await person.button(account.next).click();
  await expect(page.getByTestId("recovery-code")).toBeVisible();
  await check(page, "/sign-up, the code");
  await person.button(account.code.written).click();
  await page.getByLabel(account.code.confirmLabel).fill("not it");
  await person.button(account.signUp.submit).click();
  await expect(page.getByText(account.code.different)).toBeVisible();
  await check(page, "/sign-up, the code typed back wrong");

  await person.signUp();
  await check(page, "/home, new");
  const open = async (path: string) => {
    await person.open(path);
    await expect(page.getByRole("navigation", { name: words.ui.navigation }).first()).toBeAttached();
  };
  for (const path of SIGNED_IN_PATHS) {
    await open(path);
    await check(page, `${path}, new`);
  }
  await page.getByRole("link", { name: words.grounding.open, exact: true }).click();
  await check(page, "/settings, an exercise in its place");
  await person.button(words.grounding.back).click();
  await page.getByRole("link", { name: words.settings.help, exact: true }).click();
  await openAll(page);
  await check(page, "/settings, the help lines in its place");
  await person.button(words.grounding.back).click();
  await person.button(words.settings.signOut.button).click();
  await check(page, "/settings, the question");
  await open("/linking");
  await page.getByLabel(words.link.paste.label).fill("https://example.org/en/link#nothing");
  await person.button(words.link.paste.button).click();
  await expect(page.getByText(words.problems.invite_malformed)).toBeVisible();
  await check(page, "/linking, a broken link");
  await open("/home");
  await person.button(words.home.lock).click();
  await expect(person.button(words.account.locked.unlock)).toBeVisible();
  await check(page, "locked");
  await page.getByLabel(account.passphrase.label, { exact: true }).fill("not the passphrase at all");
  await person.button(account.locked.unlock).click();
  await expect(page.getByText(account.locked.wrong)).toBeVisible({ timeout: 60_000 });
  await check(page, "locked, a wrong passphrase");
  await person.close();
});

test("pages with much written, from linking to unlinking", async ({ browser }) => {
  test.setTimeout(900_000);
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  const { page } = she;
  await she.signUp();
  await he.signUp();

  const invite = await she.invite();
  await page.locator("summary", { hasText: words.link.invited.qrSummary }).click();
  await expect(page.getByRole("img", { name: words.link.invited.qr })).toBeVisible();
  await check(page, "/linking, an open invite with its square");
  await he.page.goto(invite);
  await expect(he.button(words.link.opened.accept)).toBeVisible();
  await check(he.page, "/link, an invite");
  await he.button(words.link.opened.accept).click();
  await expect(he.page.getByRole("heading", { name: words.link.waiting.title })).toBeVisible();
  await check(he.page, "/link, waiting");
  await expect(she.button(words.link.compare.same)).toBeVisible({ timeout: 60_000 });
  await check(page, "/linking, comparing");
  await she.button(words.link.compare.same).click();
  await expect(page.getByRole("heading", { name: words.link.linked.title })).toBeVisible();
  await check(page, "/linking, linked");

  await he.look();
  await expect(he.page.getByText(words.sheet.empty)).toBeVisible();
  await check(he.page, "/theirs, empty");
  await he.button(new RegExp(words.theirs.helpNow)).click();
  await check(he.page, "/theirs, help now, empty");

  await she.open("/comfort");
  await she.button(words.comfort.intimacyOpen).click();
  await she.answer("hug", "whenTheyStart", "askFirst");
  await she.answer("hug", "whenIStart", "welcome");
  await she.answer("tickling", "whenTheyStart", "no");
  await she.answer("neckTouched", "whenTheyStart", "notNow");
  await she.answer("faceTouched", "whenTheyStart", "notSure");
  await she.answer("backTouched", "whenTheyStart", "onlyIf");
  await she.noteOn(
    "backTouched",
    "a-word-as-long-as-a-word-can-be-without-any-space-in-it-at-all-to-break-a-line-at",
  );
  await check(page, "/comfort, open with an answer that waits");
  await she.answer("backTouched", "whenTheyStart", "onlyIf", "I can see your face");
  await she.tick(words.topics.backTouched, ["whenTheyStart", "note"]);
  await check(page, "/comfort, ticking");
  for (const topic of ["hug", "tickling", "neckTouched", "faceTouched"] as const) {
    await she.tick(words.topics[topic], ["whenTheyStart"]);
  }
  await she.saved();

  await she.addHardMoment(
    {
      name: "the smell of that aftershave",
      signs: ["I stop talking", "I hold on to my sleeve"],
      helps: ["say my name"],
    },
    ["name", "signs", "helps"],
  );
  await check(page, "/hard-moments, open");
  await she.addSupport("goQuiet", { steps: ["sit near me", "no questions"] }, ["steps"]);
  await check(page, "/support, open");
  await she.button(words.support.delete).click();
  await expect(she.button(words.ui.undo)).toBeVisible();
  await check(page, "/support, deleted with undo");
  await she.button(words.ui.undo).click();
  await she.saved();
  // It is back, and private.
  await she.tick(words.situations.goQuiet, ["steps"]);
  await she.saved();

  const { hurt, welcome } = words.kinds.words.parts;
  await she.go("/words");
  await she.fillList(hurt.label, hurt.add, ["calm down"]);
  await she.fillList(welcome.label, welcome.add, ["shall I stay?", "do you want tea?"]);
  await she.tickIn(page, ["hurt", "welcome"]);
  await check(page, "/words, written and shared");
  await she.saved();

  await she.open("/check-in");
  await she.button(words.checkIn.new).click();
  await check(page, "/check-in, begun");
  const { parts } = words.kinds.checkIn;
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
  await she.checkIn([{ question: "energy", word: parts.energy.choices.little.mine, share: true }]);

  await she.open("/sharing");
  await she.button(words.sharing.preview).click();
  await check(page, "/sharing, full");
  await she.button(words.sharing.stopAll).click();
  await check(page, "/sharing, asked to stop all");
  await she.button(words.sharing.pause).click();
  await check(page, "/sharing, paused");
  await she.button(words.sharing.resume).click();
  await she.button(words.sharing.resumeYes).click();
  await she.saved();

  await he.look();
  await expect(he.page.getByText("I stop talking")).toBeVisible();
  await check(he.page, "/theirs, full");
  await he.button(new RegExp(words.theirs.helpNow)).click();
  await check(he.page, "/theirs, help now");
  await he.button(/aftershave/).click();
  await expect(he.page.getByText("say my name")).toBeVisible();
  await check(he.page, "/theirs, help now, one moment");

  await she.open("/home");
  await check(page, "/home, full");
  await she.open("/settings/held");
  await expect(page.getByRole("region", { name: words.held.host }).first()).toBeVisible();
  await check(page, "/settings/held");
  await she.open("/comfort");
  await she.context.route("**/api/vault/*", (route) => route.abort("connectionrefused"));
  await she.noteOn("hug", "typed with nobody to save it");
  await expect(page.getByText(words.shell.saving.notYet).first()).toBeVisible();
  await check(page, "/comfort, not saved yet");
  await she.context.unroute("**/api/vault/*");
  await she.button(words.shell.saving.tryAgain).click();
  await she.saved();

  await she.open("/linking");
  await she.button(words.link.unlink.button).click();
  await check(page, "/linking, asked to unlink");
  await she.button(words.link.unlink.yes).click();
  await expect(page.getByText(words.link.unlink.done)).toBeVisible();
  await check(page, "/linking, unlinked");
  await she.close();
  await he.close();
});
