import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, PERIOD, sheetSource } from "@/tests/support/arbitraries";
import { composePage } from "./compose";
import { onlyLimits } from "./limits";
import { type Page, page as pageSchema } from "./schema";
import { EMPTY_PAGE } from "./sections";

const hug = { topic: { starter: "hug" }, group: "closeness" } as const;

describe("what of a page limits", () => {
  test("noes and not-nows stay, and every other answer and all words beside them go", () => {
    for (const is of ["no", "notNow"] as const) {
      const comforts = [{ ...hug, answers: { whenTheyStart: { is } } }];
      const beside = { whenIStart: { is: "welcome" } } as const;
      const given = comforts.map((one) => ({
        ...one,
        answers: { ...one.answers, ...beside },
        note: "in the evening it is lovely",
      }));
      expect(onlyLimits({ ...EMPTY_PAGE, comforts: given }).comforts).toEqual(comforts);
    }
    for (const is of ["welcome", "askFirst", "notSure"] as const) {
      const given = { ...EMPTY_PAGE, comforts: [{ ...hug, answers: { whenTheyStart: { is } } }] };
      expect(onlyLimits(given)).toEqual(EMPTY_PAGE);
    }
    const onlyIf = { whenTheyStart: { is: "onlyIf", condition: "it is day" } } as const;
    expect(onlyLimits({ ...EMPTY_PAGE, comforts: [{ ...hug, answers: onlyIf }] })).toEqual(EMPTY_PAGE);
  });

  test("marks that limit stay without an answer", () => {
    const comforts = [{ ...hug, notALeadUp: true, dontAsk: true } as const];
    const given = comforts.map((one) => ({ ...one, answers: { either: { is: "welcome" } as const } }));
    expect(onlyLimits({ ...EMPTY_PAGE, comforts: given }).comforts).toEqual(comforts);
  });

  test("help stays, and what opens nearness goes", () => {
    const help = { name: "the dark", signs: ["pale"], helps: ["light on"], pleaseDont: ["hold me"] };
    const given: Page = {
      ...EMPTY_PAGE,
      hardMoments: [
        { ...help, nearness: "stay" },
        { name: "alone", nearness: "stay" },
      ],
      supports: [
        { situation: { starter: "panic" }, touch: "welcome", steps: ["open the window"] },
        { situation: { starter: "low" }, touch: "none" },
        { situation: { starter: "angry" }, touch: "askFirst" },
      ],
      checkIns: [
        { day: "2026-03-01", answers: { today: "heavy", closeness: "lots", bodySafety: "atEase" } },
        { day: "2026-03-02", answers: { closeness: "some" } },
        { day: "2026-03-03", answers: { closeness: "none", bodySafety: "notSafe" } },
      ],
    };
    const left = onlyLimits(given);
    expect(left.hardMoments).toEqual([help]);
    expect(left.supports).toEqual([
      { situation: { starter: "panic" }, steps: ["open the window"] },
      { situation: { starter: "low" }, touch: "none" },
    ]);
    expect(left.checkIns).toEqual([
      { day: "2026-03-01", answers: { today: "heavy" } },
      { day: "2026-03-03", answers: { closeness: "none", bodySafety: "notSafe" } },
    ]);
  });

  test("whatever is on a page, a page comes out, it says nothing that opens, and asking twice gives the same", () => {
    fc.assert(
      fc.property(sheetSource, (source) => {
        const left = onlyLimits(composePage({ ...source, paused: false, period: PERIOD }, NOW));
        expect(pageSchema.parse(left)).toEqual(left);
        expect(onlyLimits(left)).toEqual(left);
        expect(JSON.stringify(left)).not.toMatch(
          /"is":"(welcome|askFirst|onlyIf|notSure)"|"touch":"(welcome|askFirst)"|"nearness":"stay"|"note"/,
        );
      }),
      { numRuns: 150 },
    );
  });
});
