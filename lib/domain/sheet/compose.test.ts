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
  shareable,
  sheetSource,
  support,
  twinSources,
  withKeysReversed,
  withMarkers,
} from "@/tests/support/arbitraries";
import { ownComfort, starterComfort } from "../comfort/topics";
import type { Share } from "../entry/share";
import { type AnyItem, KINDS } from "../kinds";
import { blankItem } from "../kinds/blank";
import type { Comfort } from "../kinds/comfort";
import { openDocument } from "../migrations/open";
import { PARTS } from "../sharing/parts";
import { tick } from "../sharing/verbs";
import {
  composePage,
  composeSheet,
  composeWithSources,
  endOfSchedule,
  MOST_AHEAD_MS,
  MOST_PAGES,
  type ScheduledPage,
  type SheetSource,
} from "./compose";
import { meetSchedule } from "./meet";
import { EMPTY_PAGE, samePage } from "./page";
import { pageOfItem } from "./preview";
import { page } from "./schema";

/** What goes along with the parts of a kind. */
const alongOf = (kind: AnyItem["kind"]): readonly string[] => Object.keys(KINDS[kind].along);

const RUNS = { numRuns: 200 };

/** A source of one item, in the period in which it is shared. */
const of = (item: AnyItem): SheetSource => ({ items: [item], paused: false, period: PERIOD });

const inForceAt = (schedule: readonly ScheduledPage[], at: number) =>
  schedule.findLast((one) => one.effectiveFrom <= at)?.page;

/** A time from NOW on, as often as not exactly a moment at which some share turns. */
const momentsFromNow = fc.array(
  momentNearby.map((at) => Math.max(at, NOW)),
  { minLength: 1, maxLength: 4 },
);

describe("what is private leaves no trace", () => {
  test("two vaults that agree on what is shared compose the same schedule, byte for byte", () => {
    fc.assert(
      fc.property(twinSources(NOW), ({ one, twin }) => {
        expect(JSON.stringify(composeSheet(twin, NOW))).toBe(JSON.stringify(composeSheet(one, NOW)));
      }),
      RUNS,
    );
  });

  test("neither the order of records nor the order of keys inside them shows", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        const other = withKeysReversed({ ...source, items: [...source.items].reverse() });
        expect(JSON.stringify(composeSheet(other, NOW))).toBe(JSON.stringify(composeSheet(source, NOW)));
      }),
      RUNS,
    );
  });

  test("nothing unticked, and nothing whose share is not in force, is anywhere in a page", () => {
    fc.assert(
      fc.property(sheetSource, momentsFromNow, (plain, moments) => {
        const source: SheetSource = {
          ...plain,
          items: plain.items.map((item, index) => withMarkers(item, `i${index}`)),
        };
        const schedule = composeSheet(source, NOW);
        for (const at of moments) {
          const shown = JSON.stringify(inForceAt(schedule, at));
          for (const item of source.items) {
            for (const marker of markersThatMustNotShow(item, source, at)) {
              expect(shown).not.toContain(marker);
            }
          }
        }
      }),
      RUNS,
    );
  });

  test("no id, no day, no time and no count goes along", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        const kept = source.items.flatMap((item) => ("day" in item ? [item.id, item.day] : [item.id]));
        for (const { page: shown } of composeSheet(source, NOW)) {
          const strings: string[] = [];
          const numbers: number[] = [];
          JSON.stringify(shown, (_, value: unknown) => {
            if (typeof value === "string") strings.push(value);
            if (typeof value === "number") numbers.push(value);
            return value;
          });
          // The version of a page, and nothing else.
          expect(numbers).toEqual([2]);
          expect(strings.filter((words) => kept.includes(words))).toEqual([]);
          expect(page.safeParse(shown).success).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test("what is written shows nothing by itself: a page follows the shares alone", () => {
    const rewritten = <Item extends AnyItem>(item: fc.Arbitrary<Item>) =>
      fc.tuple(item, item).map(([before, other]) => [before, { ...other, share: before.share }] as const);
    fc.assert(
      fc.property(
        fc.oneof(...[comfort, hardMoment, support, checkIn].map((one) => rewritten<AnyItem>(one))),
        momentNearby,
        ([before, after], at) => {
          expect(pageOfItem(after, PERIOD, at)).toEqual(pageOfItem(before, PERIOD, at));
        },
      ),
      RUNS,
    );
  });

  test("an answer that waits for its condition says nothing, even where it is ticked", () => {
    const one: Comfort = {
      ...starterComfort("hug", NOW),
      answers: { whenTheyStart: { is: "onlyIf", condition: "  " } },
    };
    const shared = tick(one, "whenTheyStart", PERIOD, NOW);
    expect(composePage(of(shared), NOW)).toEqual(EMPTY_PAGE);
    fc.assert(
      fc.property(sheetSource, (source) => {
        for (const { page: shown } of composeSheet(source, NOW)) {
          const waiting = shown.items
            .flatMap((item) =>
              item.kind === "comfort" ? [item.whenTheyStart, item.whenIStart, item.either] : [],
            )
            .filter((answer) => answer?.is === "onlyIf" && answer.condition.trim() === "");
          expect(waiting).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test("a topic or a situation without words shows nothing of its entry", () => {
    const one: Comfort = {
      ...ownComfort("id", "  ", "talking", NOW),
      note: "quietly",
    };
    expect(composePage(of(tick(one, "note", PERIOD, NOW)), NOW)).toEqual(EMPTY_PAGE);
  });
});

describe("what is shared is shown", () => {
  test("a page holds exactly the parts that are shown, in this period and in force", () => {
    fc.assert(
      fc.property(sheetSource, momentNearby, (source, at) => {
        const shown = composePage(source, at).items.map((item) => {
          const along = ["kind", ...alongOf(item.kind)];
          const parts = Object.keys(item).filter((key) => !along.includes(key));
          return [item.kind, ...parts.sort()].join();
        });
        const expected = source.items.flatMap((item) => {
          const parts = seen(item, source, at);
          return parts.length > 0 ? [[item.kind, ...parts.sort()].join()] : [];
        });
        expect(shown.sort()).toEqual(expected.sort());
      }),
      RUNS,
    );
  });

  test("the words are those that were written, trimmed, and lines keep their order", () => {
    const moment = {
      ...blankItem("hardMoment", "id", NOW, {}),
      name: " The stairs ",
      helps: ["second name", "", "  a glass of water "],
    };
    const shared = tick(tick(moment, "name", PERIOD, NOW), "helps", PERIOD, NOW);
    expect(composePage(of(shared), NOW).items).toEqual([
      { kind: "hardMoment", tag: "di", name: "The stairs", helps: ["second name", "a glass of water"] },
    ]);
  });

  test("paused: exactly one page, and it is the empty one", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        expect(composeSheet({ ...source, paused: true }, NOW)).toEqual([
          { effectiveFrom: NOW, page: EMPTY_PAGE },
        ]);
      }),
    );
  });

  test("each item on a page says something of the item that stands as its source", () => {
    fc.assert(
      fc.property(sheetSource, momentNearby, (source, at) => {
        const { page: shown, from } = composeWithSources(source, at);
        expect(from).toHaveLength(shown.items.length);
        for (const [index, id] of from.entries()) {
          const only = { ...source, items: source.items.filter((item) => item.id === id) };
          expect(composePage(only, at).items).toEqual([shown.items[index]]);
        }
      }),
      RUNS,
    );
  });

  test("a tick of another period, or of none, shows nothing", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        for (const period of [null, "a period that is to come"]) {
          expect(composeSheet({ ...source, period }, NOW)).toEqual([
            { effectiveFrom: NOW, page: EMPTY_PAGE },
          ]);
        }
      }),
      RUNS,
    );
  });

  test("a page that was published, opened and parsed again still says the same", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        const composed = composePage(source, NOW);
        const opened = openDocument("page", JSON.parse(JSON.stringify(composed)));
        expect(opened.ok && samePage(opened.document, composed)).toBe(true);
        expect(samePage(withKeysReversed(composed), composed)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("the schedule", () => {
  test("at any time the page in force is exactly what is shared at that time", () => {
    fc.assert(
      fc.property(sheetSource, momentsFromNow, (source, moments) => {
        const schedule = composeSheet(source, NOW);
        for (const at of moments) expect(inForceAt(schedule, at)).toEqual(composePage(source, at));
      }),
      RUNS,
    );
  });

  test("starts now, rises strictly, and neighbours differ", () => {
    fc.assert(
      fc.property(sheetSource, (source) => expectWellFormed(composeSheet(source, NOW))),
      RUNS,
    );
  });

  /** One comfort a step, each shared for `length` steps. */
  const steps = (count: number, length: number, gap = 1): SheetSource => ({
    items: Array.from({ length: count }, (_, index) => {
      const from = NOW + index * gap * HOUR;
      return {
        ...ownComfort(`id${index}`, `topic ${index}`, "closeness", NOW),
        share: {
          name: { topic: { own: `topic ${index}` }, group: "closeness" as const },
          parts: {
            either: { period: PERIOD, from, until: from + length * HOUR, shown: { is: "welcome" as const } },
          },
        },
      };
    }),
    paused: false,
    period: PERIOD,
  });

  test("as many pages as may be kept are all published", () => {
    // The share that begins now, 62 that follow, and the end of the last: 64 pages.
    const schedule = composeSheet(steps(MOST_PAGES - 1, 1), NOW);
    expect(schedule).toHaveLength(MOST_PAGES);
    expect(schedule.at(-2)?.page).not.toEqual(EMPTY_PAGE);
    expect(schedule.at(-1)).toEqual({ effectiveFrom: NOW + (MOST_PAGES - 1) * HOUR, page: EMPTY_PAGE });
  });

  test("one more is cut, and what is left out is empty rather than out of date", () => {
    const source = steps(MOST_PAGES + 10, 3);
    const schedule = composeSheet(source, NOW);
    expect(schedule).toHaveLength(MOST_PAGES);
    expectWellFormed(schedule);
    const cutAt = schedule.at(-1)?.effectiveFrom ?? 0;
    expect(cutAt).toBe(NOW + (MOST_PAGES - 1) * HOUR);
    for (let at = NOW; at < cutAt; at += HOUR / 2) {
      expect(inForceAt(schedule, at)).toEqual(composePage(source, at));
    }
    for (let at = cutAt; at < cutAt + 100 * HOUR; at += HOUR / 2) {
      expect(inForceAt(schedule, at)).toEqual(EMPTY_PAGE);
    }
  });

  /** Each share's times stretched away from NOW, as far as years. */
  const stretched = (source: SheetSource, times: number): SheetSource => {
    const far = (item: AnyItem): AnyItem => {
      const stretch = (at: number | null) => (at === null ? null : NOW + (at - NOW) * times);
      const parts = Object.entries(item.share?.parts ?? {}).map(([part, one]) => [
        part,
        one && { ...one, from: stretch(one.from), until: stretch(one.until) },
      ]);
      // The same item with other times.
      return {
        ...item,
        share: item.share && { ...item.share, parts: Object.fromEntries(parts) },
      } as AnyItem;
    };
    return { ...source, items: source.items.map(far) };
  };
  const farSource = fc
    .tuple(sheetSource, fc.constantFrom(1, 1000, 2400, 5000, 1e6))
    .map(([source, times]) => stretched(source, times));
  /** What may lie published: from days to two hundred years ahead. */
  const farPages = fc
    .array(fc.tuple(fc.constantFrom(3, 300, 399, 401, 70_000), sheetSource), { maxLength: 3 })
    .map((pages) =>
      pages
        .map(([days, source]) => ({ effectiveFrom: NOW + days * 24 * HOUR, page: composePage(source, NOW) }))
        .sort((a, b) => a.effectiveFrom - b.effectiveFrom),
    );

  test("however far shares and published pages go, no page is further ahead than the server takes", () => {
    fc.assert(
      fc.property(farSource, farPages, (source, published) => {
        for (const schedule of [
          composeSheet(source, NOW),
          meetSchedule(source, NOW, published, () => true),
        ]) {
          expectWellFormed(schedule);
          for (const { effectiveFrom } of schedule) {
            expect(effectiveFrom).toBeLessThanOrEqual(NOW + MOST_AHEAD_MS);
          }
        }
      }),
      RUNS,
    );
  });

  test("a page that was published for later than any schedule goes leaves no trace in the next one", () => {
    fc.assert(
      fc.property(sheetSource, sheetSource, (source, far) => {
        const now = { effectiveFrom: NOW - HOUR, page: composePage(source, NOW) };
        const stray = { effectiveFrom: NOW + 70_000 * 24 * HOUR, page: composePage(far, NOW) };
        expect(meetSchedule(source, NOW, [now, stray])).toEqual(meetSchedule(source, NOW, [now]));
      }),
      RUNS,
    );
  });

  test("before its end a far schedule is exact, and past it nothing is in force that has ended by then", () => {
    const lookAt = fc.integer({ min: 0, max: 5000 }).map((days) => NOW + days * 24 * HOUR);
    fc.assert(
      fc.property(farSource, fc.array(lookAt, { minLength: 1, maxLength: 5 }), (source, moments) => {
        const schedule = composeSheet(source, NOW);
        for (const at of moments) {
          const shown = inForceAt(schedule, at);
          if (at < endOfSchedule(NOW) || !samePage(shown ?? EMPTY_PAGE, EMPTY_PAGE)) {
            expect(shown).toEqual(composePage(source, at));
          }
        }
      }),
      RUNS,
    );
  });

  test("the end of a schedule stands still for a while, and is never nearer than a year", () => {
    const day = 24 * HOUR;
    const ends = new Set(Array.from({ length: 60 }, (_, at) => endOfSchedule(NOW + at * day)));
    expect(ends.size).toBeLessThanOrEqual(3);
    for (const at of [0, 1, 29, 30, 31])
      expect(endOfSchedule(NOW + at * day) - NOW - at * day).toBeGreaterThan(366 * day);
  });

  test("a cut after an empty page adds no second empty page", () => {
    // Shared every other hour, so every second page is empty, and the last that fits is so, too, when one begins later.
    for (const shift of [0, 1]) {
      const source = steps(MOST_PAGES, 1, 2);
      const later = { ...source, items: source.items.slice(shift) };
      const schedule = composeSheet(later, NOW);
      expectWellFormed(schedule);
      expect(schedule.length).toBeLessThanOrEqual(MOST_PAGES);
      expect(schedule.at(-1)?.page).toEqual(EMPTY_PAGE);
    }
  });
});

function expectWellFormed(schedule: readonly ScheduledPage[]) {
  expect(schedule[0]?.effectiveFrom).toBe(NOW);
  for (const [index, next] of schedule.slice(1).entries()) {
    const before = schedule[index];
    expect(next.effectiveFrom).toBeGreaterThan(before?.effectiveFrom ?? Number.POSITIVE_INFINITY);
    expect(JSON.stringify(next.page)).not.toBe(JSON.stringify(before?.page));
  }
}

/** The parts of an item that are seen at `at`, told from its share. */
function seen(item: AnyItem, source: SheetSource, at: number): string[] {
  const share: Share = item.share;
  if (source.paused || source.period === null || share?.name == null) return [];
  return Object.entries(share.parts).flatMap(([part, one]) => {
    if (one?.period !== source.period || one.shown === null) return [];
    if (one.from !== null && at < one.from) return [];
    return one.until !== null && at >= one.until ? [] : [part];
  });
}

/** Every marker of this item but those of what is seen, and of the name that goes along with it. */
function markersThatMustNotShow(item: AnyItem, source: SheetSource, at: number): string[] {
  const parts = seen(item, source, at);
  const share: Share = item.share;
  const shown = [
    ...parts.map((part) => share?.parts[part]?.shown),
    ...(parts.length > 0 ? [share?.name] : []),
  ];
  const markers = (value: unknown): string[] => JSON.stringify(value).match(/<[^>]+>/g) ?? [];
  const allowed = markers(shown);
  return markers(item).filter((marker) => !allowed.includes(marker));
}

test("the check above knows every part there is", () => {
  fc.assert(
    fc.property(shareable, (item) => {
      const fields = Object.keys("answers" in item ? { ...item, ...item.answers } : item);
      const known: readonly string[] = [
        ...PARTS[item.kind],
        ...["kind", "id", "editedAt", ...alongOf(item.kind), "answers", "share", "day", "startedAt"],
      ];
      expect(fields.filter((field) => !known.includes(field))).toEqual([]);
    }),
  );
});
