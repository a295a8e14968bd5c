import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR, NOW, shareable } from "@/tests/support/arbitraries";
import { blankCheckIn } from "../check-in/make";
import { hasTwoWays, ownComfort, starterComfort } from "../comfort/make";
import { hasEnded, isInForce, turningPoints } from "../entry/share";
import { composePage } from "../sheet/compose";
import { EMPTY_PAGE, isEmptyPage } from "../sheet/empty";
import { isFilled, type PartOf, partsOffered, type Shareable } from "./parts";
import { withNothingShared, withPart, withShared } from "./verbs";

const RUNS = { numRuns: 200 };

/** An item with one of its parts, offered in a form or not. */
const itemAndPart = shareable.chain((item) =>
  fc.record({ item: fc.constant(item), part: fc.constantFrom(...allParts(item)) }),
);
const allParts = (item: Shareable): PartOf<Shareable>[] =>
  item.kind === "comfort"
    ? [...new Set([...partsOffered(item), "either", "whenTheyStart", "whenIStart"] as const)]
    : [...partsOffered(item)];

const pageOf = (item: Shareable) =>
  composePage(
    item.kind === "checkIn"
      ? { entries: [], checkIns: [item], paused: false }
      : { entries: [item], checkIns: [], paused: false },
    NOW,
  );

describe("what sharing a part shows", () => {
  test("a ticked part is on the page exactly if it is filled in", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const page = pageOf(withShared<Shareable>(item, [part], NOW));
        expect(!isEmptyPage(page)).toBe(isFilled(item, part));
        if (isFilled(item, part)) expect(JSON.stringify(page)).toContain(`"${part}":`);
      }),
      { numRuns: 400 },
    );
  });

  test("nothing is offered twice, and an item with nothing shared shows nothing", () => {
    fc.assert(
      fc.property(shareable, (item) => {
        const offered = partsOffered(item);
        expect(new Set(offered).size).toBe(offered.length);
        expect(pageOf(withNothingShared<Shareable>(item, NOW))).toEqual(EMPTY_PAGE);
      }),
      RUNS,
    );
  });

  test("a comfort offers its two directions or the one answer, never both", () => {
    expect(partsOffered(starterComfort("hug", NOW))).toEqual([
      "whenTheyStart",
      "whenIStart",
      "notALeadUp",
      "dontAsk",
      "note",
    ]);
    expect(partsOffered(starterComfort("crowds", NOW))).toEqual(["either", "notALeadUp", "dontAsk", "note"]);
    expect(hasTwoWays(ownComfort("id", "my feet", "closeness", NOW))).toBe(true);
  });

  test("a blank check-in has nothing filled in", () => {
    const blank = blankCheckIn("id", "2026-03-01", NOW);
    expect(partsOffered(blank).filter((part) => isFilled(blank, part))).toEqual([]);
  });
});

describe("ticking and unticking", () => {
  test("shares exactly the parts given, once each, from now until it is stopped", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const shared = withShared<Shareable>(item, [part, part], NOW + 5);
        expect(shared).toEqual({
          ...item,
          share: { parts: [part], from: null, until: null },
          editedAt: NOW + 5,
        });
        expect(withShared<Shareable>(item, [], NOW).share).toBeNull();
      }),
      RUNS,
    );
  });

  test("the order of ticking does not show", () => {
    const hug = starterComfort("hug", NOW);
    expect(withShared(hug, ["note", "dontAsk"], NOW)).toEqual(withShared(hug, ["dontAsk", "note"], NOW));
  });

  test("unticking removes that part alone, and never starts or lengthens a share", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const after = withPart<Shareable>(item, part, false, NOW);
        for (const at of [NOW - HOUR, NOW, NOW + HOUR, NOW + 100 * HOUR]) {
          const before: readonly string[] = isInForce(item.share, at) ? (item.share?.parts ?? []) : [];
          const remaining: readonly string[] = isInForce(after.share, at) ? (after.share?.parts ?? []) : [];
          const expected = at < NOW ? remaining : before.filter((other) => other !== part);
          expect([...remaining].sort()).toEqual([...expected].sort());
        }
      }),
      RUNS,
    );
  });

  test("ticking adds that part alone: what had ended does not come back, and an end stays", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const after = withPart<Shareable>(item, part, true, NOW);
        expect(after.share?.parts).toContain(part);
        for (const at of [NOW, NOW + HOUR, NOW + 100 * HOUR]) {
          const before: readonly string[] = isInForce(item.share, at) ? (item.share?.parts ?? []) : [];
          const shared: readonly string[] = isInForce(after.share, at) ? (after.share?.parts ?? []) : [];
          expect(shared.filter((other) => other !== part && !before.includes(other))).toEqual([]);
        }
        if (item.share && !hasEnded(item.share, NOW)) expect(after.share?.until).toBe(item.share.until);
        else expect(after.share).toEqual({ parts: [part], from: null, until: null });
      }),
      RUNS,
    );
  });
});

describe("when a share is in force", () => {
  const share = { parts: ["note"], from: NOW, until: NOW + HOUR };

  test("from its start on, and at its end no more", () => {
    expect([NOW - 1, NOW, NOW + HOUR - 1, NOW + HOUR].map((at) => isInForce(share, at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isInForce(null, NOW)).toBe(false);
    expect(isInForce({ parts: ["note"], from: null, until: null }, 0)).toBe(true);
  });

  test("it turns at what lies ahead alone", () => {
    expect(turningPoints(share, NOW - 1)).toEqual([NOW, NOW + HOUR]);
    expect(turningPoints(share, NOW)).toEqual([NOW + HOUR]);
    expect(turningPoints(share, NOW + HOUR)).toEqual([]);
    expect(turningPoints(null, 0)).toEqual([]);
  });

  test("has ended from its end on", () => {
    expect(hasEnded(share, NOW + HOUR - 1)).toBe(false);
    expect(hasEnded(share, NOW + HOUR)).toBe(true);
    expect(hasEnded({ ...share, until: null }, NOW + HOUR)).toBe(false);
  });
});
