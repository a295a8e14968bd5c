import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, PERIOD, sheetSource } from "@/tests/support/arbitraries";
import type { PageItemOf } from "../kinds";
import { composePage } from "./compose";
import { onlyLimits } from "./limits";
import { EMPTY_PAGE } from "./page";
import { page as pageSchema } from "./schema";

const hug = { kind: "comfort", topic: { starter: "hug" }, group: "closeness" } as const;

/** What is left of a page of these items. */
const left = (...items: PageItemOf[]) => onlyLimits({ ...EMPTY_PAGE, items });

describe("what of a page limits", () => {
  test("noes and not-nows stay, and every other answer and all words beside them go", () => {
    for (const is of ["no", "notNow"] as const) {
      const limits = { ...hug, whenTheyStart: { is } };
      const given = {
        ...limits,
        whenIStart: { is: "welcome" },
        note: "in the evening it is lovely",
      } as const;
      expect(left(given).items).toEqual([limits]);
    }
    for (const is of ["welcome", "askFirst", "notSure"] as const) {
      expect(left({ ...hug, whenTheyStart: { is } })).toEqual(EMPTY_PAGE);
    }
    expect(left({ ...hug, whenTheyStart: { is: "onlyIf", condition: "it is day" } })).toEqual(EMPTY_PAGE);
  });

  test("marks that limit stay without an answer", () => {
    const limits = { ...hug, notALeadUp: true, dontAsk: true } as const;
    expect(left({ ...limits, either: { is: "welcome" } }).items).toEqual([limits]);
  });

  test("help stays, and what opens nearness goes", () => {
    const help = {
      kind: "hardMoment" as const,
      tag: "a",
      name: "the dark",
      signs: ["pale"],
      helps: ["light on"],
      pleaseDont: ["hold me"],
    };
    expect(
      left({ ...help, nearness: "stay" }, { kind: "hardMoment", tag: "b", name: "alone", nearness: "stay" })
        .items,
    ).toEqual([help]);
    expect(
      left(
        { kind: "support", situation: { starter: "panic" }, touch: "welcome", steps: ["open the window"] },
        { kind: "support", situation: { starter: "low" }, touch: "none" },
        { kind: "support", situation: { starter: "angry" }, touch: "askFirst" },
      ).items,
    ).toEqual([
      { kind: "support", situation: { starter: "panic" }, steps: ["open the window"] },
      { kind: "support", situation: { starter: "low" }, touch: "none" },
    ]);
    expect(
      left(
        { kind: "checkIn", tag: "a", today: "heavy", closeness: "lots", bodySafety: "atEase" },
        { kind: "checkIn", tag: "b", closeness: "some" },
        { kind: "checkIn", tag: "c", closeness: "none", bodySafety: "notSafe" },
      ).items,
    ).toEqual([
      { kind: "checkIn", tag: "a", today: "heavy" },
      { kind: "checkIn", tag: "c", closeness: "none", bodySafety: "notSafe" },
    ]);
  });

  test("whatever is on a page, a page comes out, it says nothing that opens, and asking twice gives the same", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        const limits = onlyLimits(composePage({ ...source, paused: false, period: PERIOD }, NOW));
        expect(pageSchema.parse(limits)).toEqual(limits);
        expect(onlyLimits(limits)).toEqual(limits);
        expect(JSON.stringify(limits)).not.toMatch(
          /"is":"(welcome|askFirst|onlyIf|notSure)"|"touch":"(welcome|askFirst)"|"nearness":"stay"|"note"/,
        );
      }),
      { numRuns: 150 },
    );
  });
});
