import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR, momentNearby, NOW, PERIOD, sheetSource, twinSources } from "@/tests/support/arbitraries";
import { starterComfort } from "../comfort/topics";
import type { Comfort } from "../kinds/comfort";
import { openDocument } from "../migrations/open";
import { pagesToSend } from "./changes";
import { composePage, composeSheet, type ScheduledPage, type SheetSource } from "./compose";
import { EMPTY_PAGE } from "./page";

const RUNS = { numRuns: 200 };

/** A schedule as it comes back: sealed as JSON, opened and parsed. */
const published = (schedule: readonly ScheduledPage[]): ScheduledPage[] =>
  schedule.map(({ effectiveFrom, page }) => {
    const opened = openDocument("page", JSON.parse(JSON.stringify(page)));
    if (!opened.ok) throw new Error(opened.reason);
    return { effectiveFrom, page: opened.document };
  });

const source = (...items: Comfort[]): SheetSource => ({ items, paused: false, period: PERIOD });
const hug = ({ until }: { until: number | null }): Comfort => ({
  ...starterComfort("hug", NOW),
  share: {
    name: { topic: { starter: "hug" }, group: "closeness" },
    parts: { whenTheyStart: { period: PERIOD, from: null, until, shown: { is: "askFirst" } } },
  },
});
const always = { until: null };

describe("pages to send", () => {
  test("an edit of what is private sends nothing, now or whenever it is made", () => {
    fc.assert(
      fc.property(twinSources(NOW), momentNearby, ({ one, twin }, moment) => {
        const later = Math.max(NOW, moment);
        const result = pagesToSend(published(composeSheet(one, NOW)), composeSheet(twin, later));
        expect(result.current).toBeNull();
        expect(result.unchanged).toBe(true);
      }),
      RUNS,
    );
  });

  test("once sent, the page in force at any time is what is shared at that time", () => {
    fc.assert(
      fc.property(sheetSource, sheetSource, fc.array(momentNearby), (before, after, moments) => {
        const held = published(composeSheet(before, NOW));
        const now = NOW + HOUR;
        const { current, later, unchanged } = pagesToSend(held, composeSheet(after, now));
        const standing = held.filter((page) => page.effectiveFrom <= now).slice(-1);
        const sent = current ? [{ ...current, effectiveFrom: now }, ...later] : [...standing, ...later];
        const schedule = unchanged ? held : sent;
        for (const at of moments.map((moment) => Math.max(moment, now))) {
          expect(schedule.findLast((page) => page.effectiveFrom <= at)?.page).toEqual(composePage(after, at));
        }
      }),
      RUNS,
    );
  });

  test("a page in force that says the same is left alone, although later ones change", () => {
    const held = published(composeSheet(source(hug(always)), NOW));
    const composed = composeSheet(source(hug({ ...always, until: NOW + HOUR })), NOW + 1);
    expect(pagesToSend(held, composed)).toEqual({
      current: null,
      later: [{ effectiveFrom: NOW + HOUR, page: EMPTY_PAGE }],
      unchanged: false,
    });
  });

  test("the same later page at another moment is a change", () => {
    const held = published(composeSheet(source(hug({ ...always, until: NOW + HOUR })), NOW));
    const composed = composeSheet(source(hug({ ...always, until: NOW + 2 * HOUR })), NOW);
    expect(pagesToSend(held, composed)).toMatchObject({ current: null, unchanged: false });
  });

  test("a later page taken back is a change", () => {
    const held = published(composeSheet(source(hug({ ...always, until: NOW + HOUR })), NOW));
    expect(pagesToSend(held, composeSheet(source(hug(always)), NOW))).toEqual({
      current: null,
      later: [],
      unchanged: false,
    });
  });

  test("what is shared anew, stopped or published for the first time is sent", () => {
    const empty = composeSheet(source(), NOW);
    const shared = composeSheet(source(hug(always)), NOW);
    for (const [held, composed] of [
      [published(empty), shared],
      [published(shared), empty],
      [[], empty],
    ] as const) {
      expect(pagesToSend(held, composed)).toEqual({ current: composed[0], later: [], unchanged: false });
    }
  });

  test("a page in force since a later moment than this device's clock tells is compared all the same", () => {
    const held = published(composeSheet(source(hug(always)), NOW));
    expect(pagesToSend(held, composeSheet(source(hug(always)), NOW - 24 * HOUR)).unchanged).toBe(true);
  });
});
