import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { DRAWN_KINDS } from "@/components/kind/drawn";
import { LINE_LENGTH } from "@/lib/domain/entry/limits";
import { namedIn } from "@/lib/domain/kind/content";
import type { Field, KindDefinition } from "@/lib/domain/kind/definition";
import { KINDS, type Kind } from "@/lib/domain/kinds";
import { KIND_NAMES, PLACES } from "@/lib/domain/kinds/places";
import { linkUp } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, onScreen } from "./support/traces";
import { words } from "./support/words";

/*
 * What reaches the other side. Whatever was typed is text there, stays within the page and turns no words around it; and
 * what is no longer shared cannot be read any more from what the reader's browser had open, or had fetched.
 */

const MARKUP =
  '"><img src=x onerror=ran()><script>ran()</script><svg onload=ran()><a href="javascript:ran()">a</a><!--{{7*7}}';
const UNSEEN = "a\u200Bb\u200Dc\u2060d\uFEFFe\u00ADf";
const EMOJI = "👩🏽‍🚒🏳️‍🌈❤️‍🩹 Z͑ͫ̓̚algo";
/** Never closed, so that it would turn whatever stands behind it. */
const OVERRIDE = "\u202Dleft\u2067round\u202Eturned";
const LONG = "w".repeat(90);

/** What is typed into a field; the first word says which field it was. */
const hostile = (field: string) => `${field} ${MARKUP} ${UNSEEN} ${EMOJI} ${LONG} ${OVERRIDE}`;

/** What of a form is typed, and not chosen. */
const TYPED: ReadonlySet<Field["is"]> = new Set(["line", "note", "lines"]);

/** Finds it on a page by how it begins. */
const textOf = (field: string) => new RegExp(`^${field.replace(".", "\\.")} ">`);

/** A field of a kind, as it is called in these tests. */
const mark = (kind: Kind, field: string) => `${kind}.${field}`;

/** The kinds whose form is drawn from their definition, with the parts of each that are typed. */
const FORMS = (["support", ...DRAWN_KINDS] as const).map((kind) => ({
  kind,
  typed: Object.entries<Field>(KINDS[kind].fields).filter(([, { is }]) => TYPED.has(is)),
}));
const ANSWERS = ["whatHelped", "wouldChange", "keptPledge", "need", "anythingElse"] as const;
const FIELDS = [
  ...["topic", "whenTheyStart", "whenIStart", "note"].map((field) => mark("comfort", field)),
  ...FORMS.flatMap(({ kind, typed }) => typed.map(([part]) => mark(kind, part))),
  ...FORMS.filter(({ kind }) => namedIn(KINDS[kind])).map(({ kind }) => mark(kind, "name")),
  ...ANSWERS.map((part) => mark("checkIn", part)),
];

/** Shares every part of the entry that is open. */
async function shareAll({ page }: Person): Promise<void> {
  const details = page.locator("details", { hasText: words.sharing.whatTheySee }).filter({ visible: true });
  await details.locator("summary").click();
  for (const box of await details.getByRole("checkbox").all()) await box.check();
}

async function shareHostileComfort(writer: Person): Promise<void> {
  const { comfort, answers, ui } = words;
  const field = (label: string) => writer.page.getByLabel(label, { exact: true });
  await writer.go("/comfort");
  await writer.button(comfort.addOwn).first().click();
  await field(comfort.ownName).fill(hostile(mark("comfort", "topic")));
  await writer.button(ui.add).click();
  for (const direction of ["whenTheyStart", "whenIStart"] as const) {
    const group = writer.page.getByRole("group", { name: comfort[direction], exact: true });
    await group.getByRole("radio", { name: answers.onlyIf, exact: true }).check();
    await group
      .locator("..")
      .getByLabel(comfort.condition)
      .fill(hostile(mark("comfort", direction)));
  }
  await field(comfort.note).fill(hostile(mark("comfort", "note")));
  await shareAll(writer);
}

/** Fills all that is typed in an item of this kind, and shares every part. */
async function shareHostile(writer: Person, { kind, typed }: (typeof FORMS)[number]): Promise<void> {
  const definition: KindDefinition = KINDS[kind];
  const said: Readonly<Record<string, unknown>> = words.kinds[kind];
  const sentence = (what: string) => String(said[what]);
  const parts: Readonly<Record<string, { label: string; add?: string }>> = words.kinds[kind].parts;
  const field = (label: string) => writer.page.getByRole("textbox", { name: label, exact: true });
  await writer.go(`/${PLACES[kind].path}`);
  if (namedIn(definition)) {
    await writer.button(sentence("pickOwn")).click();
    await field(sentence("ownName")).fill(hostile(mark(kind, "name")));
    await writer.button(words.ui.add).click();
  } else if (!definition.single) await writer.button(sentence("add")).click();
  for (const [part, { is }] of typed) {
    const { label = "", add = "" } = parts[part] ?? {};
    if (is === "lines") await writer.fillList(label, add, [hostile(mark(kind, part))]);
    else {
      await field(label).fill(hostile(mark(kind, part)));
      await field(label).blur();
    }
    // The name stands at the head of its row, which grows with it.
    if (part === definition.title) await writer.saved();
  }
  await shareAll(writer);
}

async function shareHostileAnswers(writer: Person): Promise<void> {
  const { page } = writer;
  const { checkIn, kinds } = words;
  await writer.go("/check-in");
  await writer.button(checkIn.new).click();
  await page.locator("summary", { hasText: checkIn.supporting }).click();
  for (const question of ANSWERS) {
    const asked = kinds.checkIn.parts[question].label;
    const field = page.getByLabel(asked, { exact: true });
    await field.fill(hostile(mark("checkIn", question)));
    await field.blur();
    // Each switch says which answer it shares.
    await page.getByRole("switch", { name: `${checkIn.share} ${asked}`, exact: true }).check();
  }
  await writer.button(checkIn.done).click();
}

/** Fails where markup of somebody's became part of the page. */
async function expectOnlyText(within: Locator): Promise<void> {
  await expect(within.locator("img, script, iframe, [onload], [onerror], a[href^='javascript']")).toHaveCount(
    0,
  );
}

/** Fails where anything is wider than a small phone, or cut off at its edge. */
async function expectFits(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const tooWide = await page.evaluate(() => {
    // Rows that are out of sight are not laid out, and would fit whatever they hold.
    for (const row of document.querySelectorAll<HTMLElement>("main li"))
      row.style.contentVisibility = "visible";
    const wide = [...document.querySelectorAll("html, main *")].filter((element) => {
      const { scrollWidth, clientWidth } = element;
      const cuts = element.matches("html, li") || getComputedStyle(element).overflowX !== "visible";
      return cuts && clientWidth > 1 && scrollWidth > clientWidth + 1;
    });
    return wide.map((element) => element.outerHTML.slice(0, 200));
  });
  expect(tooWide).toEqual([]);
}

/** Fails where words that are not the writer's run backwards: an unclosed override of theirs would have got out of its own words. */
async function expectUnturned(page: Page): Promise<void> {
  const { read, turned } = await page.evaluate(
    (own) => {
      const found: string[] = [];
      let read = 0;
      const walker = document.createTreeWalker(
        document.querySelector("main") ?? document,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent ?? "";
        if (own.some((mark) => text.includes(mark))) continue;
        const boxOf = (at: number) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect();
        };
        for (let at = 1; at < text.length; at++) {
          if (!/[a-z]{2}/i.test(text.slice(at - 1, at + 1))) continue;
          const [before, after] = [boxOf(at - 1), boxOf(at)];
          if (before.width === 0 || Math.abs(before.top - after.top) > 2) continue;
          read += 1;
          if (after.left < before.left) {
            found.push(text);
            break;
          }
        }
      }
      return { read, turned: found };
    },
    [MARKUP],
  );
  expect(read).toBeGreaterThan(50);
  expect(turned).toEqual([]);
}

/** What the server gives the reader, as bytes that could be kept, and what it says to somebody who kept them. */
const fetchSheet = (person: Person, init: Parameters<Person["ask"]>[1] = {}) =>
  person.ask("/api/sheet", init);

/** The page itself, and what the router asks for: when it goes there, and ahead of that. */
const fetchShells = (page: Page) =>
  page.evaluate(async () => {
    const asked: Record<string, string>[] = [{}, { rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" }];
    return Promise.all(
      asked.map(async (headers) => (await fetch("/en/theirs", { headers, cache: "no-store" })).text()),
    );
  });

/** One line of many, to be waited for. */
const SIGNS = mark("hardMoment", "signs");

/** Another tab of the reader's, on the writer's page. */
async function tabOnWritersPage(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto("/en/theirs");
  await expect(tab.getByText(textOf(SIGNS))).toBeVisible();
  return tab;
}

/** What every hostile text holds, and nothing of Stile's own does. */
const WRITERS = ["ran()", LONG];

async function expectGone(page: Page): Promise<void> {
  await expect(page.getByText(words.sheet.empty)).toBeVisible();
  expectNone(await onScreen(page), WRITERS);
}

test("hostile text is text on the other side, and gone from there once it is not shared", async ({
  browser,
}) => {
  for (const field of FIELDS) expect(hostile(field).length, field).toBeLessThanOrEqual(LINE_LENGTH);
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  const ran: string[] = [];
  for (const [who, { context }] of Object.entries({ writer, reader })) {
    await context.exposeFunction("ran", () => ran.push(who));
    context.on("dialog", (dialog) => {
      // The program's own question, while what a tab has read is still being noted down. Whoever stays is not where the test goes on.
      if (dialog.type() === "beforeunload") return void dialog.accept();
      ran.push(dialog.message());
      void dialog.dismiss();
    });
  }
  await writer.signUp();
  await reader.signUp();
  await linkUp(writer, reader);

  await test.step("the writer fills every field that can be shared", async () => {
    await shareHostileComfort(writer);
    await writer.saved();
    for (const form of FORMS) {
      await shareHostile(writer, form);
      await writer.saved();
    }
    await shareHostileAnswers(writer);
    await writer.saved();
  });

  await test.step("on the reader's screen it is text, letter for letter, and stays within a small phone", async () => {
    const sheet = await reader.look();
    await expect(sheet.getByText(textOf(SIGNS))).toBeVisible();
    const text = (await sheet.evaluate((element) => element.textContent)) ?? "";
    for (const field of FIELDS) expect(text, field).toContain(hostile(field));
    await expectOnlyText(sheet);
    await expectUnturned(reader.page);
    await expectFits(reader.page);
    await expectUnturned(reader.page);
  });

  await test.step("so it is on the card for a hard moment", async () => {
    const { page } = reader;
    const main = page.getByRole("main");
    await reader.button(new RegExp(words.theirs.helpNow)).click();
    for (const [name, line] of [
      [mark("hardMoment", "name"), mark("hardMoment", "helps")],
      [mark("support", "name"), mark("support", "steps")],
    ] as const) {
      await expectFits(page);
      await expectUnturned(page);
      await reader.button(textOf(name)).click();
      await expect(main.getByText(textOf(line))).toBeVisible();
      expect(await main.evaluate((element) => element.textContent)).toContain(hostile(line));
      await expectOnlyText(main);
      await expectFits(page);
      await reader.button(words.sheet.helpNow.another).click();
    }
  });

  await test.step("and on the writer's own pages", async () => {
    for (const path of [...KIND_NAMES.map((kind) => `/${PLACES[kind].path}`), "/sharing"]) {
      await writer.go(path);
      if (path === "/sharing") await writer.button(words.sharing.preview).last().click();
      await expectFits(writer.page);
      await expectOnlyText(writer.page.getByRole("main"));
    }
  });

  const before = await fetchSheet(reader);
  const shells = await fetchShells(reader.page);
  const leftOpen = await tabOnWritersPage(reader.context);
  const printing = await tabOnWritersPage(reader.context);
  await printing.emulateMedia({ media: "print" });
  const goneOn = await tabOnWritersPage(reader.context);
  await goneOn.goto("/en/help");

  await test.step("the writer stops sharing all of it", async () => {
    await writer.button(words.sharing.stopAll).click();
    await writer.button(words.sharing.stopAllYes).click();
    await expect(writer.page.getByText(words.sharing.emptyTitle)).toBeVisible();
    await writer.saved();
  });

  await test.step("no answer gives it: not for its old tag, not from a cache, not with the page", async () => {
    const now = await fetchSheet(reader, { headers: { "if-none-match": before?.headers.etag ?? "" } });
    expect([before?.status, now?.status]).toEqual([200, 200]);
    expect(now?.headers.etag).not.toBe(before?.headers.etag);
    expect(now?.body).not.toBe(before?.body);
    expect(await fetchSheet(reader, { cache: "only-if-cached", mode: "same-origin" })).toBeNull();
    expect(await reader.page.evaluate(() => caches.keys())).toEqual([]);
    expect(await fetchShells(reader.page)).toEqual(shells);
    expectNone(shells.join(), WRITERS);
  });

  await test.step("a tab that the reader comes back to, one that they print, back, forward and reload show none of it", async () => {
    const comeBack = (page: Page) =>
      page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await comeBack(reader.page);
    await expect(reader.page.getByText(words.sheet.helpNow.nothing)).toBeVisible();
    expectNone(await onScreen(reader.page), WRITERS);

    await comeBack(printing);
    // On paper an empty page is the rule alone.
    await expect.poll(() => onScreen(printing)).not.toContain(LONG);
    await expect(printing.getByTestId("paper")).toBeVisible();
    expectNone(await onScreen(printing), WRITERS);

    await goneOn.goBack();
    await expectGone(goneOn);
    await goneOn.goForward();
    await goneOn.goBack();
    await expectGone(goneOn);
    await goneOn.reload();
    await expectGone(goneOn);
  });

  await test.step("nor does a tab that was just left open, within a minute", async () => {
    await expect(leftOpen.getByText(words.sheet.empty)).toBeVisible({ timeout: 120_000 });
    await expectGone(leftOpen);
  });

  expect(ran).toEqual([]);
  await writer.close();
  await reader.close();
});
