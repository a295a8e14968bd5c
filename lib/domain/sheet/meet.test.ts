import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkIn,
  comfort,
  HOUR,
  hardMoment,
  momentNearby,
  NOW,
  PERIOD,
  shared,
  sheetSource,
  support,
} from "@/tests/support/arbitraries";
import { canonical } from "../canonical";
import { ownComfort, starterComfort } from "../comfort/topics";
import type { AnyItem } from "../kinds";
import { blankItem } from "../kinds/blank";
import type { CheckInAnswers } from "../kinds/check-in";
import type { Comfort, ComfortAnswer } from "../kinds/comfort";
import type { HardMoment } from "../kinds/hard-moment";
import { afterEdit, showNow, tick, untick } from "../sharing/verbs";
import { ofKind } from "./arrange";
import { composePage, composeSheet, composeWithSources, type SheetSource } from "./compose";
import { beyond, meet, meetSchedule } from "./meet";
import { overview } from "./overview";
import { EMPTY_PAGE, isEmptyPage } from "./page";
import { type Page, page } from "./schema";

const RUNS = { numRuns: 250 };
const ALL = () => true;

/** One item as it is shared now and as it was when it was published: the same, another under its name, or not there. */
const twoTimes = <Item extends AnyItem>(item: fc.Arbitrary<Item>) =>
  fc
    .tuple(item, item, fc.constantFrom("same", "other", "other", "other", "after", "before"))
    .map(([one, other, how]): { after: Item[]; before: Item[] } => {
      const name = one.share?.name;
      const renamed = other.share && name ? { ...other, share: { ...other.share, name } } : other;
      if (how === "same") return { after: [one], before: [one] };
      return { after: how === "before" ? [] : [one], before: how === "after" ? [] : [renamed] };
    });
const pastAndPresent: fc.Arbitrary<{ after: SheetSource; before: SheetSource }> = fc
  .record({
    entries: fc.array(
      fc.oneof(twoTimes<AnyItem>(comfort), twoTimes<AnyItem>(hardMoment), twoTimes<AnyItem>(support)),
      { maxLength: 5 },
    ),
    checkIns: fc.array(twoTimes(checkIn), { maxLength: 2 }),
  })
  .map(({ entries, checkIns }) => {
    const at = (time: "after" | "before"): SheetSource => ({
      items: [...entries, ...checkIns].flatMap((one) => one[time]),
      paused: false,
      period: PERIOD,
    });
    return { after: at("after"), before: at("before") };
  });

/*
 * Written apart from the code: whether a page says no more than another. The lists go from the tightest on.
 */
const LEVELS: Record<string, string[][]> = {
  whenTheyStart: [["no"], ["notNow"], ["askFirst", "notSure", "unset"], ["onlyIf"], ["welcome"]],
  whenIStart: [["no"], ["notNow"], ["askFirst", "notSure", "unset"], ["onlyIf"], ["welcome"]],
  either: [["no"], ["notNow"], ["askFirst", "notSure", "unset"], ["onlyIf"], ["welcome"]],
  touch: [["none"], ["askFirst", "unset"], ["welcome"]],
  closeness: [["unset"], ["none"], ["notSure"], ["aLittle"], ["some"], ["lots"]],
};
const NAMES = ["kind", "topic", "group", "situation"];

const fields = (item: object): [string, unknown][] =>
  Object.entries(item).filter(([key]) => !NAMES.includes(key));
const nameOf = (item: object) => canonical(Object.entries(item).filter(([key]) => NAMES.includes(key)));
const count = (lines: unknown[], line: unknown) => lines.filter((one) => one === line).length;
const holds = (more: unknown[], less: unknown[]) =>
  less.every((line) => count(more, line) >= count(less, line));

function fieldNoMore(part: string, a: unknown, b: unknown): boolean {
  if (canonical(a) === canonical(b)) return true;
  const levels = LEVELS[part];
  if (levels) {
    const choice = (value: unknown) =>
      String(value && typeof value === "object" && "is" in value ? value.is : (value ?? "unset"));
    const level = (value: unknown) => levels.findIndex((those) => those.includes(choice(value)));
    return level(a) < level(b) && choice(a) !== "onlyIf";
  }
  if (part === "dontAsk" || part === "notALeadUp") return a === true;
  const [x, y] = [Array.isArray(a) ? a : null, Array.isArray(b) ? b : []];
  if (part === "pleaseDont" || part === "wordsToLeaveOut") return x !== null && holds(x, y);
  return x !== null && holds(y, x);
}

function noMoreThan(a: Page, b: Page): boolean {
  return a.items.every((item) => {
    const named = b.items.filter((other) => nameOf(other) === nameOf(item));
    const twins = a.items.filter((other) => nameOf(other) === nameOf(item));
    if (twins.length > named.length) return false;
    return named.some((other) => {
      const held = new Map(fields(other));
      return fields(item).every(([part, value]) => fieldNoMore(part, value, held.get(part)));
    });
  });
}

describe("what may be published without a press", () => {
  test("is never more than what is published, and a page that opens", () => {
    fc.assert(
      fc.property(pastAndPresent, ({ after, before }) => {
        const published = composePage(before, NOW);
        const met = meet(composeWithSources(after, NOW), published);
        expect(page.safeParse(met).success).toBe(true);
        expect(noMoreThan(met, published), JSON.stringify(met)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("is all of a page that is published as it is, and of one that is no more than it", () => {
    fc.assert(
      fc.property(pastAndPresent, ({ after, before }) => {
        const composed = composeWithSources(after, NOW);
        expect(JSON.stringify(meet(composed, composed.page))).toBe(JSON.stringify(composed.page));
        // Published again from what was let through, nothing more is taken away.
        const met = meet(composed, composePage(before, NOW));
        expect(noMoreThan(met, met)).toBe(true);
        const whole = composePage({ ...after, items: [...after.items].reverse() }, NOW);
        expect(meet(composed, whole)).toEqual(composed.page);
      }),
      RUNS,
    );
  });

  test("is the same when it is met again", () => {
    fc.assert(
      fc.property(pastAndPresent, ({ after, before }) => {
        const published = composePage(before, NOW);
        const met = meet(composeWithSources(after, NOW), published);
        const from = met.items.map((_, index) => `${index}`);
        expect(meet({ page: met, from }, published)).toEqual(met);
      }),
      { numRuns: 400 },
    );
  });

  test("is nothing beside the empty page, and nothing of an empty one", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        expect(meet(composeWithSources(source, NOW), EMPTY_PAGE)).toEqual(EMPTY_PAGE);
        const empty = composeWithSources({ ...source, period: null }, NOW);
        expect(meet(empty, composePage(source, NOW))).toEqual(EMPTY_PAGE);
      }),
      RUNS,
    );
  });

  test("with everything granted it is what is composed; and what needs a grant is told beforehand", () => {
    fc.assert(
      fc.property(pastAndPresent, ({ after, before }) => {
        const [composed, published] = [composeWithSources(after, NOW), composePage(before, NOW)];
        expect(JSON.stringify(meet(composed, published, ALL))).toBe(JSON.stringify(composed.page));
        const more = beyond(composed, published);
        const asked = (id: string, part: string) => more.some((one) => one.id === id && one.part === part);
        expect(JSON.stringify(meet(composed, published, asked))).toBe(JSON.stringify(composed.page));
        expect(more.length === 0).toBe(canonical(meet(composed, published)) === canonical(composed.page));
      }),
      { numRuns: 400 },
    );
  });
});

describe("the schedule of it", () => {
  const schedules = fc.record({ both: pastAndPresent, later: fc.constantFrom(0, 1, HOUR) });

  test("is at any time no more than what is published then, and the most of what is shared then", () => {
    fc.assert(
      fc.property(schedules, fc.array(momentNearby, { maxLength: 5 }), ({ both, later }, moments) => {
        const published = composeSheet(both.before, NOW);
        const now = NOW + later;
        const met = meetSchedule(both.after, now, published);
        const inForce = (pages: readonly { effectiveFrom: number; page: Page }[], at: number) =>
          pages.findLast((one) => one.effectiveFrom <= at)?.page ?? EMPTY_PAGE;
        expect(met[0].effectiveFrom).toBe(now);
        for (const at of [now, ...moments.map((moment) => Math.max(now, moment))]) {
          expect(noMoreThan(inForce(met, at), inForce(published, at))).toBe(true);
          expect(inForce(met, at)).toEqual(meet(composeWithSources(both.after, at), inForce(published, at)));
        }
      }),
      RUNS,
    );
  });

  test("of what is published as it is, is what is published; and with everything granted, what is composed", () => {
    fc.assert(
      fc.property(schedules, ({ both, later }) => {
        const composed = composeSheet(both.after, NOW + later);
        expect(meetSchedule(both.after, NOW + later, composed)).toEqual(composed);
        expect(meetSchedule(both.after, NOW + later, composeSheet(both.before, NOW), ALL)).toEqual(composed);
        expect(meetSchedule(both.after, NOW, [])).toEqual([{ effectiveFrom: NOW, page: EMPTY_PAGE }]);
      }),
      RUNS,
    );
  });
});

/** As it was shared by a program that gave it nothing to be told apart by. */
const sharedBefore = (item: HardMoment): HardMoment => ({
  ...item,
  share: item.share && { ...item.share, name: { tag: "before" } },
});

describe("check-ins that say the same, or nearly", () => {
  const checkIn = (id: string, answers: CheckInAnswers) =>
    shared<AnyItem>(
      { ...blankItem("checkIn", id, NOW, { day: "2026-02-28", startedAt: NOW }), answers },
      "today",
      "closeness",
    );
  const page = (...items: AnyItem[]) => composePage(sourceOf(items), NOW);
  const composed = (...items: AnyItem[]) => composeWithSources(sourceOf(items), NOW);
  const sourceOf = (items: AnyItem[]) => ({ items, paused: false, period: PERIOD });
  const [good, alike] = [checkIn("a", { today: "good" }), checkIn("c", { today: "good" })];
  const [some, none] = [checkIn("a", { closeness: "some" }), checkIn("c", { closeness: "none" })];
  const granting = (id: string) => (given: string) => given === id;

  test("one that waits goes out with no press on another", () => {
    for (const [pressed, held] of [
      [some, none],
      [good, alike],
    ] as const) {
      const first = meet(composed(pressed, held), EMPTY_PAGE, granting("a"));
      expect(first).toEqual(page(pressed));
      expect(meet(composed(pressed, held), first, granting("a"))).toEqual(first);
      expect(beyond(composed(held, pressed), first).map(({ id }) => id)).toEqual(["c"]);
    }
  });

  test("one that is shown takes none away", () => {
    for (const [before, pressed] of [
      [some, none],
      [none, some],
      [good, alike],
    ] as const) {
      const both = page(before, pressed);
      const { id } = pressed;
      expect(meet(composed(before, pressed), page(before), granting(id))).toEqual(both);
      expect(meet(composed(pressed, before), page(before))).toEqual(page(before));
    }
  });

  test("one that was stopped is gone, although another says the same", () => {
    expect(isEmptyPage(meet(composed(alike), page(good)))).toBe(true);
    expect(isEmptyPage(meet(composed(none), page(some)))).toBe(true);
  });

  test("what I share has a row for what they have, and none for what waits, in whatever order", () => {
    for (const items of [
      [good, alike],
      [alike, good],
    ]) {
      const published = page(good);
      const waits = beyond(composed(...items), published);
      const found = overview(items, { period: PERIOD, published, beyond: waits, now: NOW });
      expect(found.shown.map(({ item }) => item.id)).toEqual(["a"]);
      expect(found.held.map(({ item }) => item.id)).toEqual(["c"]);
    }
  });
});

describe("by example", () => {
  const source = (...items: AnyItem[]): SheetSource => ({ items, paused: false, period: PERIOD });
  const letThrough = (now: AnyItem[], then: AnyItem[], granted?: (id: string, part: string) => boolean) =>
    meet(composeWithSources(source(...now), NOW), composePage(source(...then), NOW), granted);
  const hug = (answer: ComfortAnswer, more: Partial<Comfort> = {}): Comfort =>
    shared({ ...starterComfort("hug", NOW), answers: { whenTheyStart: answer }, ...more }, "whenTheyStart");

  test("of two answers the tighter one, and none where they cannot be told apart", () => {
    const met = (now: ComfortAnswer, then: ComfortAnswer) =>
      ofKind(letThrough([hug(now)], [hug(then)]), "comfort")[0]?.whenTheyStart;
    expect(met({ is: "no" }, { is: "welcome" })).toEqual({ is: "no" });
    expect(met({ is: "welcome" }, { is: "no" })).toEqual({ is: "no" });
    expect(met({ is: "notSure" }, { is: "askFirst" })).toBeUndefined();
    expect(met({ is: "onlyIf", condition: "a" }, { is: "onlyIf", condition: "b" })).toBeUndefined();
    expect(met({ is: "onlyIf", condition: "a" }, { is: "welcome" })).toBeUndefined();
  });

  test("an entry that is not on the page needs a press, whatever it says", () => {
    expect(letThrough([hug({ is: "no" })], [])).toEqual(EMPTY_PAGE);
    const pressed = (id: string, part: string) => id === "comfort-hug" && part === "whenTheyStart";
    expect(letThrough([hug({ is: "no" })], [], pressed).items).toHaveLength(1);
  });

  test("a part that was unticked is gone, and the rest stands as it was", () => {
    const noted = tick(hug({ is: "welcome" }, { note: "slowly" }), "note", PERIOD, NOW);
    expect(letThrough([untick(noted, "note", NOW)], [noted]).items).toEqual([
      { kind: "comfort", topic: { starter: "hug" }, group: "closeness", whenTheyStart: { is: "welcome" } },
    ]);
  });

  test("a limit that was taken out stands until a press, and one that was added goes out", () => {
    const lines = (...pleaseDont: string[]) =>
      shared(
        { ...blankItem("hardMoment", "m", NOW, {}), pleaseDont, signs: ["pale"] },
        "pleaseDont",
        "signs",
      );
    const met = letThrough([lines("leave", "shout")], [lines("shout", "hold me")]);
    expect(met.items).toEqual([
      { kind: "hardMoment", tag: "m", signs: ["pale"], pleaseDont: ["leave", "shout", "hold me"] },
    ]);
  });

  test("a new name goes out with the press that showed it, and takes along what stood under the old one alone", () => {
    const feet = shared({ ...ownComfort("f", "my feet", "closeness", NOW), note: "gently" }, "note");
    const renamed = showNow(
      afterEdit(feet, { ...feet, topic: { own: "my neck" } }, PERIOD, NOW),
      "name",
      PERIOD,
      NOW,
    );
    const more = tick({ ...renamed, answers: { either: { is: "welcome" } } }, "either", PERIOD, NOW);
    expect(isEmptyPage(letThrough([more], [feet]))).toBe(true);
    const pressed = (id: string, part: string) => id === "f" && part === "name";
    expect(letThrough([more], [feet], pressed).items).toEqual([
      { kind: "comfort", topic: { own: "my neck" }, group: "closeness", note: "gently" },
    ]);
  });

  test("an entry that fits two of those published leaves another the one that it needs", () => {
    const moment = (id: string, said: Partial<HardMoment>) =>
      sharedBefore(
        shared({ ...blankItem("hardMoment", id, NOW, {}), ...said }, "afterwards", "helps", "signs"),
      );
    const held = [
      moment("a", { afterwards: "tea", helps: ["air"] }),
      moment("b", { afterwards: "tea", signs: ["pale"] }),
    ];
    const left = [moment("a", { helps: ["air"] }), moment("b", { afterwards: "tea" })];
    expect(letThrough(left, held).items).toEqual([
      { kind: "hardMoment", tag: "before", afterwards: "tea" },
      { kind: "hardMoment", tag: "before", helps: ["air"] },
    ]);
  });

  test("two moments that look alike are each matched once", () => {
    const moment = (id: string, ...signs: string[]) =>
      sharedBefore(shared({ ...blankItem("hardMoment", id, NOW, {}), signs }, "signs"));
    const both = [moment("a", "pale"), moment("b", "pale", "still")];
    expect(letThrough(both, both).items).toHaveLength(2);
    expect(letThrough([...both, moment("c", "pale")], both).items).toHaveLength(2);
  });
});
