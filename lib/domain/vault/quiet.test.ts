import fc from "fast-check";
import { expect, test } from "vitest";
import { HOUR, NOW, PERIOD, shareable } from "@/tests/support/arbitraries";
import type { AnyItem } from "../kinds";
import { readyToShare } from "../sharing/standing";
import { stopItem } from "../sharing/verbs";
import { EMPTY_PAGE } from "../sheet/page";
import { pageOfItem } from "../sheet/preview";
import { BLANK_ENTRIES } from "./blank";
import { isQuiet } from "./quiet";

const holding = (...items: AnyItem[]) => ({
  ...BLANK_ENTRIES,
  items: Object.fromEntries(items.map((item) => [item.id, item])),
});

test("nothing of a quiet document can show anywhere, at any time, in any period", () => {
  const moments = [NOW - HOUR, NOW, NOW + 1000 * HOUR];
  fc.assert(
    fc.property(shareable, (item) => {
      if (!isQuiet(holding(item))) return;
      for (const at of moments) {
        expect(readyToShare([item], PERIOD, at)).toEqual([]);
        for (const period of [PERIOD, "another", null]) {
          expect(pageOfItem(item, period, at)).toEqual(EMPTY_PAGE);
        }
      }
    }),
  );
});

test("an item that was stopped makes no noise; one with a tick does, also where it has ended, and so does an edit set aside", () => {
  fc.assert(
    fc.property(shareable, (item) => {
      const stopped = stopItem(item, NOW);
      expect(isQuiet(holding(stopped))).toBe(true);
      expect(isQuiet(holding(stopped, { ...item, id: "ticked" }))).toBe(item.share === null);
      const aside = { id: "aside", setAsideAt: NOW, item: stopped };
      expect(isQuiet({ ...holding(stopped), setAside: [aside] })).toBe(false);
    }),
  );
});
