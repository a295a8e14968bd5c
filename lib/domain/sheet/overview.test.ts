import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, PERIOD, sheetSource } from "@/tests/support/arbitraries";
import { canonical } from "../canonical";
import type { Shareable } from "../sharing/parts";
import { sharedParts } from "../sharing/standing";
import { composePage, composeWithSources } from "./compose";
import { beyond } from "./meet";
import { overview, rowsOf } from "./overview";
import { EMPTY_PAGE } from "./sections";

const itemsOf = ({
  entries,
  checkIns,
}: {
  entries: readonly Shareable[];
  checkIns: readonly Shareable[];
}) => [...entries, ...checkIns];

describe("the overview of what is shared", () => {
  test("with everything published, the rows are the page, and nothing is held", () => {
    fc.assert(
      fc.property(sheetSource, (given) => {
        const source = { ...given, paused: false, period: PERIOD };
        const page = composePage(source, NOW);
        const { shown, held } = overview(itemsOf(source), { period: PERIOD, beyond: [], now: NOW });
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
        const { shown, held } = overview(itemsOf(source), { period: PERIOD, beyond: waits, now: NOW });
        expect(shown).toEqual([]);
        expect(held.map(({ row }) => row)).toEqual(rowsOf(composePage(source, NOW)));
      }),
      { numRuns: 100 },
    );
  });

  test("whatever is shared stands in one of the lists, so that it can be stopped; linked with nobody, none is", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        const items = itemsOf(source);
        const { shown, held, silent } = overview(items, { period: PERIOD, beyond: [], now: NOW });
        const listed = [...shown, ...held, ...silent].map(({ item }) => item.id).sort();
        const shares = items.filter((item) => sharedParts(item, PERIOD, NOW).length > 0);
        expect(listed).toEqual(shares.map(({ id }) => id).sort());
        const alone = overview(items, { period: null, beyond: [], now: NOW });
        expect(canonical([alone.shown, alone.held, alone.silent])).toBe(canonical([[], [], []]));
      }),
      { numRuns: 100 },
    );
  });
});
