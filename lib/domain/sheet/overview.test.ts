import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, PERIOD, sheetSource, twinSources } from "@/tests/support/arbitraries";
import { canonical } from "../canonical";
import { KIND_NAMES } from "../kinds/places";
import { sharedParts } from "../sharing/standing";
import { composePage, composeWithSources } from "./compose";
import { beyond, meet } from "./meet";
import { overview, rowsOf } from "./overview";
import { EMPTY_PAGE, pageOf, samePage } from "./page";
import type { Page } from "./schema";

const linked = (published: Page | null) => ({ period: PERIOD, published, beyond: [], now: NOW });

describe("the overview of what is shared", () => {
  test("with everything published, the rows are the page, and nothing is held", () => {
    fc.assert(
      fc.property(sheetSource, (given) => {
        const source = { ...given, paused: false, period: PERIOD };
        const page = composePage(source, NOW);
        const { shown, held } = overview(source.items, linked(page));
        expect(shown.map(({ row }) => row)).toEqual(rowsOf(page));
        expect(held).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("with an empty page, no row stands there: everything waits", () => {
    fc.assert(
      fc.property(sheetSource, (given) => {
        const source = { ...given, paused: false, period: PERIOD };
        const waits = beyond(composeWithSources(source, NOW), EMPTY_PAGE);
        const { shown, held } = overview(source.items, { ...linked(EMPTY_PAGE), beyond: waits });
        expect(shown).toEqual([]);
        expect(held.map(({ row }) => row)).toEqual(rowsOf(composePage(source, NOW)));
      }),
      { numRuns: 100 },
    );
  });

  test("the rows are exactly what the other has of it, whatever they have", () => {
    fc.assert(
      fc.property(twinSources(NOW), sheetSource, ({ one, twin }, other) => {
        const composed = composeWithSources({ ...one, paused: false }, NOW);
        // As another device left it: some of it the same, some shown otherwise, some gone.
        const published = pageOf([
          ...composePage({ ...twin, paused: false, items: twin.items.slice(0, 5) }, NOW).items,
          ...composePage({ ...other, paused: false, period: PERIOD }, NOW).items,
        ]);
        const waits = beyond(composed, published);
        const { shown, held } = overview(one.items, { ...linked(published), beyond: waits });
        expect(samePage(pageOf(shown.map(({ row }) => row.item)), meet(composed, published))).toBe(true);
        expect(shown.length + held.length).toBe(composed.page.items.length);
      }),
      { numRuns: 200 },
    );
  });

  test("one kind stands after the other, in the order of the screens", () => {
    fc.assert(
      fc.property(sheetSource, (given) => {
        const page = composePage({ ...given, paused: false, period: PERIOD }, NOW);
        const kinds = rowsOf(page).map(({ item }) => KIND_NAMES.indexOf(item.kind));
        expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
        expect(kinds).toHaveLength(page.items.length);
      }),
      { numRuns: 100 },
    );
  });

  test("whatever is shared stands in one of the lists, so that it can be stopped; linked with nobody, none is", () => {
    fc.assert(
      fc.property(sheetSource, ({ items }) => {
        const { shown, held, silent } = overview(items, linked(null));
        const listed = [...shown, ...held, ...silent].map(({ item }) => item.id).sort();
        const shares = items.filter((item) => sharedParts(item, PERIOD, NOW).length > 0);
        expect(listed).toEqual(shares.map(({ id }) => id).sort());
        const alone = overview(items, { ...linked(null), period: null });
        expect(canonical([alone.shown, alone.held, alone.silent])).toBe(canonical([[], [], []]));
      }),
      { numRuns: 100 },
    );
  });
});
