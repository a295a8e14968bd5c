import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  HOUR,
  momentNearby,
  NOW,
  sheetSource,
  twinSources,
  withKeysReversed,
  withMarkers,
} from "@/tests/support/arbitraries";
import { ownComfort, starterComfort } from "../comfort/make";
import type { Comfort } from "../comfort/schema";
import { blankHardMoment } from "../hard-moment/make";
import { openDocument } from "../migrations/open";
import { isFilled, type PartOf, partsOffered, type Shareable } from "../sharing/parts";
import {
  composePage,
  composeSheet,
  MOST_PAGES,
  type ScheduledPage,
  type SheetSource,
  samePage,
} from "./compose";
import { EMPTY_PAGE } from "./empty";
import { page } from "./schema";

const RUNS = { numRuns: 200 };

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
        const other = withKeysReversed({
          ...source,
          entries: [...source.entries].reverse(),
          checkIns: [...source.checkIns].reverse(),
        });
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
          entries: plain.entries.map((entry, index) => withMarkers(entry, `e${index}`)),
          checkIns: plain.checkIns.map((checkIn, index) => withMarkers(checkIn, `c${index}`)),
        };
        const schedule = composeSheet(source, NOW);
        for (const at of moments) {
          const shown = JSON.stringify(inForceAt(schedule, at));
          for (const item of [...source.entries, ...source.checkIns]) {
            for (const marker of markersThatMustNotShow(item, source.paused, at)) {
              expect(shown).not.toContain(marker);
            }
          }
        }
      }),
      RUNS,
    );
  });

  test("no id, no time and no count goes along", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        const ids = [...source.entries, ...source.checkIns].map((item) => item.id);
        for (const { page: shown } of composeSheet(source, NOW)) {
          const strings: string[] = [];
          const numbers: number[] = [];
          JSON.stringify(shown, (_, value: unknown) => {
            if (typeof value === "string") strings.push(value);
            if (typeof value === "number") numbers.push(value);
            return value;
          });
          expect(numbers).toEqual([1]);
          expect(strings.filter((words) => ids.includes(words))).toEqual([]);
          expect(page.safeParse(shown).success).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test("an answer that waits for its condition says nothing, even where it is ticked", () => {
    const comfort: Comfort = {
      ...starterComfort("hug", NOW),
      answers: { whenTheyStart: { is: "onlyIf", condition: "  " } },
      share: { parts: ["whenTheyStart"], from: null, until: null },
    };
    expect(composePage({ entries: [comfort], checkIns: [], paused: false }, NOW)).toEqual(EMPTY_PAGE);
    fc.assert(
      fc.property(sheetSource, (source) => {
        for (const { page: shown } of composeSheet(source, NOW)) {
          const waiting = shown.comforts
            .flatMap((one) => Object.values(one.answers ?? {}))
            .filter((answer) => answer?.is === "onlyIf" && answer.condition.trim() === "");
          expect(waiting).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test("a topic or a situation without words shows nothing of its entry", () => {
    const comfort: Comfort = {
      ...ownComfort("id", "  ", "talking", NOW),
      note: "quietly",
      share: { parts: ["note"], from: null, until: null },
    };
    expect(composePage({ entries: [comfort], checkIns: [], paused: false }, NOW)).toEqual(EMPTY_PAGE);
  });
});

describe("what is shared is shown", () => {
  test("a page holds exactly the ticked and filled parts of what is in force", () => {
    fc.assert(
      fc.property(sheetSource, momentNearby, (source, at) => {
        const shown = composePage(source, at);
        const parts = [
          ...shown.comforts.map(({ topic: _, group: __, answers, ...rest }) => ({ ...answers, ...rest })),
          ...shown.hardMoments,
          ...shown.supports.map(({ situation: _, ...rest }) => rest),
          ...shown.checkIns.map(({ answers }) => answers),
        ].map((item) => Object.keys(item).sort().join());
        const expected = [...source.entries, ...source.checkIns]
          .map((item) => partsToShow(item, source.paused, at).sort().join())
          .filter((names) => names !== "");
        expect(parts.sort()).toEqual(expected.sort());
      }),
      RUNS,
    );
  });

  test("the words are those that were written, trimmed, and lines keep their order", () => {
    const moment = {
      ...blankHardMoment("id", NOW),
      name: " The stairs ",
      helps: ["second name", "", "  a glass of water "],
      share: { parts: ["name" as const, "helps" as const], from: null, until: null },
    };
    expect(composePage({ entries: [moment], checkIns: [], paused: false }, NOW).hardMoments).toEqual([
      { name: "The stairs", helps: ["second name", "a glass of water"] },
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
    entries: Array.from({ length: count }, (_, index) => {
      const from = NOW + index * gap * HOUR;
      return {
        ...ownComfort(`id${index}`, `topic ${index}`, "closeness", NOW),
        answers: { either: { is: "welcome" as const } },
        share: { parts: ["either" as const], from, until: from + length * HOUR },
      };
    }),
    checkIns: [],
    paused: false,
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

  test("a cut after an empty page adds no second empty page", () => {
    // Shared every other hour, so every second page is empty, and the last that fits is so, too, when one begins later.
    for (const shift of [0, 1]) {
      const source = steps(MOST_PAGES, 1, 2);
      const later = { ...source, entries: source.entries.slice(shift) };
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

function ticked(item: Shareable, paused: boolean, at: number): readonly PartOf<Shareable>[] {
  const { share } = item;
  if (paused || share === null) return [];
  if (share.from !== null && at < share.from) return [];
  if (share.until !== null && at >= share.until) return [];
  return share.parts;
}

const partsToShow = (item: Shareable, paused: boolean, at: number) =>
  ticked(item, paused, at).filter((part) => isFilled(item, part));

/** Every marker of this item but those of its ticked parts, and of the name that goes along with them. */
function markersThatMustNotShow(item: Shareable, paused: boolean, at: number): string[] {
  const parts: readonly string[] = ticked(item, paused, at);
  const { answers = {}, ...rest } = "answers" in item ? item : { ...item, answers: {} };
  const fields = { ...rest, ...answers, share: null };
  return Object.entries(fields)
    .filter(([field]) => !parts.includes(field))
    .filter(([field]) => parts.length === 0 || (field !== "topic" && field !== "situation"))
    .flatMap(([, value]) => JSON.stringify(value).match(/<[^>]+>/g) ?? []);
}

test("the check above knows every part there is", () => {
  fc.assert(
    fc.property(sheetSource, (source) => {
      for (const item of [...source.entries, ...source.checkIns]) {
        const fields = Object.keys("answers" in item ? { ...item, ...item.answers } : item);
        const known = new Set<string>([...partsOffered(item), "whenTheyStart", "whenIStart", "either"]);
        const rest = fields.filter((field) => !known.has(field));
        expect(
          rest.filter(
            (field) =>
              !["kind", "id", "editedAt", "topic", "group", "answers", "share", "situation"].includes(
                field,
              ) && !["day", "startedAt"].includes(field),
          ),
        ).toEqual([]);
      }
    }),
  );
});
