import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "@/lib/domain/canonical";
import { ownComfort } from "@/lib/domain/comfort/topics";
import type { Share } from "@/lib/domain/entry/share";
import type { Comfort } from "@/lib/domain/kinds/comfort";
import { afterEdit, tick, untick } from "@/lib/domain/sharing/verbs";
import { composePage, type SheetSource } from "@/lib/domain/sheet/compose";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { NOW, seat } from "@/tests/support/seat";
import { MySheet } from "./my-sheet";
import { MOST_AT_ONCE, type PublishOutcome } from "./publisher";

/*
 * A long schedule, which is written in two steps. [Note: Two steps]
 */

const DAY = 24 * 60 * 60 * 1000;
const PERIOD = "this one";
const DONE = async (): Promise<PublishOutcome> => ({ ok: true });
type Times = { from: number | null; until: number | null };

/** A comfort whose answer and note are shared, each from when and until when, in days from now. */
function lines(at: number, answer: Times, note: Times): Comfort {
  const blank = ownComfort(`line-${at}`, `Line ${at}`, "closeness", NOW);
  const item: Comfort = { ...blank, answers: { whenTheyStart: { is: "welcome" } }, note: `gently ${at}` };
  const ticked = tick(tick(item, "whenTheyStart", PERIOD, NOW), "note", PERIOD, NOW);
  return within(within(ticked, "whenTheyStart", answer), "note", note);
}

/** The same with other times for one of its shared parts. */
function within(item: Comfort, part: string, { from, until }: Times): Comfort {
  const share: Share = item.share;
  const held = share?.parts[part];
  if (!share || !held) return item;
  const time = (days: number | null) => (days === null ? null : NOW + days * DAY);
  const parts = { ...share.parts, [part]: { ...held, from: time(from), until: time(until) } };
  return { ...item, share: { ...share, parts } } as Comfort;
}

const FOREVER = { from: null, until: null };
const until = (days: number): Times => ({ from: null, until: days });
const sourceOf = (items: readonly Comfort[]): SheetSource => ({ items, paused: false, period: PERIOD });

/** A device with these items in its vault. */
function device(at: ReturnType<typeof seat>, items: readonly Comfort[]) {
  const vault = { items };
  const source = () => ({ source: sourceOf(vault.items), stays: null });
  const sheet = new MySheet({ publisher: at.device(), source, refresh: DONE });
  const run = async () => {
    expect(await sheet.takeAway()).toEqual({ ok: true });
    expect(await sheet.publish()).toEqual({ ok: true });
  };
  return { vault, sheet, run };
}

/** Somebody who has shown all of these. */
async function shown(items: readonly Comfort[]) {
  const at = seat();
  await at.put({ schema: 2, items: [] });
  const writer = device(at, items);
  writer.sheet.letThrough(items);
  await writer.run();
  return { at, writer };
}

/** Whether a page says nothing that the other does not. */
const isWithin = (page: Page, other: Page): boolean =>
  page.items.every((item) =>
    other.items.some((one) => {
      const has = new Map(Object.entries(one).map(([field, value]) => [field, canonical(value)]));
      return Object.entries(item).every(([field, value]) => has.get(field) === canonical(value));
    }),
  );

const FORTY = Array.from({ length: 40 }, (_, at) =>
  lines(at, until(at + 1), at % 3 ? until(at + 1) : FOREVER),
);
const [FIRST, SECOND] = FORTY;
const without = (items: readonly Comfort[], id: string) =>
  items.map((item) => (item.id === id ? { ...item, share: null } : item));

test("what is taken back is gone with a small request, from the page in force and from all to come", async () => {
  const { at, writer } = await shown(FORTY);
  at.sent.length = 0;
  const left = without(FORTY, "line-20");
  writer.vault.items = left;
  expect(writer.sheet.owes).toBe(true);
  await writer.sheet.takeAway();
  expect(at.sent).toHaveLength(1);
  expect(at.sent[0]).toBeLessThan(30_000);
  expect(writer.sheet.owes).toBe(false);
  expect(await at.shownAt(NOW)).toEqual(composePage(sourceOf(left), NOW));
  for (let day = 1; day <= 41; day++) expect(isEmptyPage(await at.shownAt(NOW + day * DAY))).toBe(true);

  const inForce = at.held.pages[0]?.sealed;
  await writer.sheet.publish();
  expect(at.sent).toHaveLength(2);
  expect(at.sent.reduce((sum, one) => sum + one)).toBeLessThan(700_000);
  expect(at.held.pages[0]?.sealed).toBe(inForce);
  for (let day = 0; day <= 41; day++)
    expect(await at.shownAt(NOW + day * DAY)).toEqual(composePage(sourceOf(left), NOW + day * DAY));
  at.asked.length = 0;
  await writer.run();
  expect(at.asked).toEqual([]);
});

test("the stopgap serves again as long as it was not in force", async () => {
  const { at, writer } = await shown(FORTY);
  // It came with the very first schedule.
  const [stopgap] = [at.held.stopgap];
  expect(stopgap).not.toBeNull();
  for (const [day, isSame] of [
    [0, true],
    [1, false],
  ] as const) {
    at.time.now = NOW + day * DAY + 1;
    writer.vault.items = without(writer.vault.items as Comfort[], `line-${20 + day}`);
    await writer.sheet.takeAway();
    expect(at.held.pages[1]?.sealed === stopgap).toBe(true);
    if (isSame) await writer.sheet.publish();
  }
  // Nobody made up for the second step in time: it was in force, and may be known.
  at.time.now = NOW + 2 * DAY + 1;
  expect(isEmptyPage(await at.shownAt(at.time.now))).toBe(true);
  await device(at, writer.vault.items).run();
  expect([at.held.stopgap === null, at.held.stopgap === stopgap]).toEqual([false, false]);
});

test("a second step that is missing is made up for by whoever finds it so, before the stopgap is in force and after", async () => {
  for (const day of [0.5, 1.5, 3.5]) {
    const { at, writer } = await shown(FORTY);
    const left = without(FORTY, "line-20");
    writer.vault.items = left;
    await writer.sheet.takeAway();
    at.time.now = NOW + day * DAY;
    const again = device(at, left);
    await again.run();
    expect(again.sheet.view()).toMatchObject({ state: "known", beyond: [] });
    for (let at_ = Math.ceil(day); at_ <= 41; at_++)
      expect(await at.shownAt(NOW + at_ * DAY)).toEqual(composePage(sourceOf(left), NOW + at_ * DAY));
    expect(await at.shownAt(at.time.now)).toEqual(composePage(sourceOf(left), at.time.now));
    expect(at.held.rest).toBeNull();
  }
});

test("a vault that was put back shows nothing again by that, and prolongs nothing", async () => {
  for (const day of [0.5, 1.5]) {
    const { at, writer } = await shown(FORTY);
    if (!FIRST || !SECOND) throw new Error("There are forty");
    const sooner = within(within(FORTY[10] ?? FIRST, "note", until(2)), "whenTheyStart", until(2));
    const left = without(FORTY, "line-20").map((item) => (item.id === sooner.id ? sooner : item));
    writer.vault.items = left;
    await writer.sheet.takeAway();
    at.time.now = NOW + day * DAY;
    const again = device(at, FORTY);
    await again.run();
    for (let at_ = Math.ceil(day); at_ <= 41; at_++) {
      const moment = NOW + at_ * DAY;
      const page = await at.shownAt(moment);
      expect(isWithin(page, composePage(sourceOf(left), moment))).toBe(true);
      expect(page.items.length > 0 || at_ > 40).toBe(true);
    }
  }
});

test("stopping everything takes what was promised away too, and so does a pause", async () => {
  for (const stops of [true, false]) {
    const { at, writer } = await shown(FORTY);
    writer.vault.items = without(FORTY, "line-20");
    await writer.sheet.takeAway();
    writer.sheet.stopped();
    if (stops) writer.vault.items = [];
    await writer.sheet.takeAway();
    expect([at.held.rest, at.held.pages.length]).toEqual([null, 1]);
    await device(at, FORTY).run();
    for (let day = 0; day <= 41; day++) expect(isEmptyPage(await at.shownAt(NOW + day * DAY))).toBe(true);
  }
});

test("a second change before the rest has arrived goes out with a small request too", async () => {
  const { at, writer } = await shown(FORTY);
  writer.vault.items = without(FORTY, "line-20");
  await writer.sheet.takeAway();
  at.sent.length = 0;
  const left = without(writer.vault.items as Comfort[], "line-0");
  writer.vault.items = left;
  await writer.sheet.takeAway();
  expect([at.sent.length, (at.sent[0] ?? 0) < 30_000, at.held.pages.length]).toEqual([1, true, 2]);
  await device(at, left).run();
  for (let day = 0; day <= 41; day++)
    expect(await at.shownAt(NOW + day * DAY)).toEqual(composePage(sourceOf(left), NOW + day * DAY));
});

test("taking away brings nothing back where the stopgap is in force, and goes no further", async () => {
  const { at, writer } = await shown(FORTY);
  const left = without(FORTY, "line-20");
  writer.vault.items = left;
  await writer.sheet.takeAway();
  at.time.now = NOW + 1.5 * DAY;
  const again = device(at, left);
  at.asked.length = 0;
  await again.sheet.takeAway();
  expect([at.asked, again.sheet.owes]).toEqual([["GET"], false]);
  expect(isEmptyPage(await at.shownAt(at.time.now))).toBe(true);
});

test("what is taken back while the rest is missing is not promised any more, though nothing else has to change for it", async () => {
  const answerUntil1 = lines(0, until(1), until(1));
  const delayed = [2, 3, 4, 5].map((day) =>
    lines(day, { from: day, until: null }, { from: day, until: null }),
  );
  const ends = FORTY.slice(3, 20);
  for (const [items, left] of [
    // Only what is still to begin is taken back: the page in force and the next change stay.
    [[answerUntil1, ...delayed], [answerUntil1]],
    [
      [answerUntil1, ...delayed],
      [answerUntil1, ...without(delayed, "line-2")],
    ],
    // An end comes sooner.
    [
      ends,
      ends.map((item) =>
        item.id === "line-10" ? within(within(item, "note", until(6)), "whenTheyStart", until(6)) : item,
      ),
    ],
  ] as const) {
    const at = seat();
    await at.put({ schema: 2, items: [] });
    const writer = device(at, items);
    writer.sheet.letThrough(items);
    at.network.fails = (method) => (method === "PUT" && at.held.rest !== null ? "offline" : null);
    expect(await writer.sheet.publish()).toEqual({ ok: false, failure: "offline" });
    expect(at.held.rest).not.toBeNull();
    at.network.fails = () => null;

    writer.vault.items = left;
    await writer.sheet.takeAway();
    await device(at, items).run();
    for (let half = 0; half <= 45; half++) {
      const moment = NOW + (half * DAY) / 2;
      expect(isWithin(await at.shownAt(moment), composePage(sourceOf(left), moment)), `${half}`).toBe(true);
    }
  }
});

test("what could not be made up for from the vault goes out in one piece", async () => {
  const no = FORTY.map((item) => (item.id === "line-30" ? edit(item, "no", 0) : item));
  const { at, writer } = await shown(no);
  at.sent.length = 0;
  // The vault says "welcome" again, and nobody pressed for that: "no" stays, and no list of what is shared holds it.
  writer.vault.items = without(FORTY, "line-20");
  await writer.run();
  expect([at.sent.length, at.held.rest]).toEqual([1, null]);
  for (let day = 0; day <= 41; day++)
    expect(await at.shownAt(NOW + day * DAY)).toEqual(
      composePage(sourceOf(without(no, "line-20")), NOW + day * DAY),
    );
});

test("a schedule of few pages is one request", async () => {
  const few = FORTY.slice(0, MOST_AT_ONCE);
  const { at, writer } = await shown(few.map((item) => within(item, "note", FOREVER)));
  at.sent.length = 0;
  writer.vault.items = without(writer.vault.items as Comfort[], "line-0");
  await writer.run();
  expect([at.sent.length, at.held.rest]).toEqual([1, null]);
});

const times = fc.record({
  from: fc.option(fc.integer({ min: -1, max: 4 }), { freq: 1 }),
  until: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3 }),
});
const written = fc.array(fc.tuple(times, times), { minLength: 3, maxLength: 7 });
const change = fc.array(
  fc.tuple(fc.nat(6), fc.constantFrom("stop", "note", "no", "end"), fc.integer({ min: 1, max: 6 })),
  { minLength: 1, maxLength: 3 },
);

test("whatever is changed, wherever it breaks off, whichever vault is found: no moment shows more than the newest choice", async () => {
  let begun = 0;
  await fc.assert(
    fc.asyncProperty(
      written,
      change,
      fc.constantFrom("taken", "shown"),
      fc.boolean(),
      fc.integer({ min: 0, max: 12 }),
      async (all, changes, brokeOff, isPutBack, halfDays) => {
        const items = all.map(([answer, note], at) => lines(at, answer, note));
        const { at, writer } = await shown(items);
        const changed = [...items];
        for (const [which, how, day] of changes) {
          const place = which % items.length;
          const before = changed[place];
          if (!before) continue;
          const after = edit(before, how, day);
          changed[place] = after;
          writer.sheet.pressed(before, after);
        }
        writer.vault.items = changed;
        await writer.sheet.takeAway();
        if (at.held.rest !== null) begun += 1;
        if (brokeOff === "shown") await writer.sheet.publish();
        const choice = sourceOf(changed);
        const look = async (from: number, isWhole: boolean) => {
          for (let half = from; half <= 14; half++) {
            const moment = NOW + (half * DAY) / 2;
            const page = await at.shownAt(moment);
            expect(isWithin(page, composePage(choice, moment)), `${half}`).toBe(true);
            if (isWhole) expect(page, `${half}`).toEqual(composePage(choice, moment));
          }
        };
        await look(0, brokeOff === "shown");
        at.time.now = NOW + (halfDays * DAY) / 2;
        await device(at, isPutBack ? items : changed).run();
        // Another end is a press, of a session that is over.
        const needsPress = brokeOff === "taken" && changes.some(([, how]) => how === "end");
        await look(halfDays, !isPutBack && !needsPress);
        expect(at.held.rest).toBeNull();
      },
    ),
    { numRuns: 40 },
  );
  expect(begun).toBeGreaterThan(10);
});

function edit(item: Comfort, how: "stop" | "note" | "no" | "end", day: number): Comfort {
  switch (how) {
    case "stop":
      return { ...item, share: null };
    case "note":
      return untick(item, "note", NOW);
    case "no":
      return afterEdit(item, { ...item, answers: { whenTheyStart: { is: "no" } } }, PERIOD, NOW);
    case "end":
      return within(item, "whenTheyStart", until(day));
  }
}
