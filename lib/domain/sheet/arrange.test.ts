import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comfort, NOW, PERIOD, shared, sheetSource } from "@/tests/support/arbitraries";
import { canonical } from "../canonical";
import { PARTS } from "../sharing/parts";
import { stopItem } from "../sharing/verbs";
import { arrangeByMoment, saysNo } from "./arrange";
import { composePage } from "./compose";

/** A page with topics enough for one moment to hold several. */
const page = fc.tuple(sheetSource, fc.array(comfort, { maxLength: 10 })).map(([source, comforts]) => {
  const whole = comforts.map((one) => shared(stopItem(one, NOW), ...PARTS.comfort));
  const entries = [...source.entries, ...whole];
  return composePage({ ...source, entries, paused: false, period: PERIOD }, NOW);
});
const asBag = (items: readonly unknown[]) => items.map(canonical).sort();

describe("a page arranged by moment", () => {
  test("loses nothing and adds nothing", () => {
    fc.assert(
      fc.property(page, (given) => {
        const arranged = arrangeByMoment(given);
        expect(asBag([...arranged.beforeTouch, ...arranged.talking, ...arranged.dayToDay])).toEqual(
          asBag(given.comforts),
        );
        expect(asBag(arranged.hardMoments)).toEqual(asBag(given.hardMoments));
        expect(asBag([...arranged.ifThey, ...arranged.kindnesses])).toEqual(asBag(given.supports));
        expect(asBag(arranged.fromCheckIns)).toEqual(asBag(given.checkIns));
      }),
      { numRuns: 150 },
    );
  });

  test("a no stands before the other topics of its moment, and otherwise the page's order stays", () => {
    fc.assert(
      fc.property(page, (given) => {
        const { beforeTouch, talking, dayToDay } = arrangeByMoment(given);
        for (const comforts of [beforeTouch, talking, dayToDay]) {
          const noes = comforts.map((comfort) => saysNo(comfort.answers));
          expect(noes).toEqual([...noes].sort((a, b) => Number(b) - Number(a)));
          for (const no of [true, false]) {
            const places = comforts
              .filter((comfort) => saysNo(comfort.answers) === no)
              .map((comfort) => given.comforts.indexOf(comfort));
            expect(places).toEqual([...places].sort((a, b) => a - b));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("each topic, situation and day stands in its place", () => {
    const answers = { either: { is: "no" as const } };
    const arranged = arrangeByMoment({
      schema: 1,
      comforts: [
        { topic: { starter: "hug" }, group: "closeness", note: "slowly" },
        { topic: { starter: "undressing" }, group: "intimacy", answers },
        { topic: { starter: "jokes" }, group: "talking", answers },
        { topic: { starter: "crowds" }, group: "dailyLife", answers },
      ],
      hardMoments: [],
      supports: [
        { situation: { starter: "anyDay" }, steps: ["a walk"] },
        { situation: { own: "anyDay" }, steps: ["tea"] },
      ],
      checkIns: [
        { day: "2026-02-28", answers: { today: "good" } },
        { day: "2026-03-01", answers: { today: "heavy" } },
      ],
    });
    expect(arranged.beforeTouch.map((one) => one.group)).toEqual(["intimacy", "closeness"]);
    expect(arranged.talking).toHaveLength(1);
    expect(arranged.dayToDay).toHaveLength(1);
    expect(arranged.kindnesses.map((one) => one.steps)).toEqual([["a walk"]]);
    expect(arranged.ifThey.map((one) => one.steps)).toEqual([["tea"]]);
    expect(arranged.fromCheckIns.map((one) => one.day)).toEqual(["2026-03-01", "2026-02-28"]);
  });

  test("only a no is a no", () => {
    expect(saysNo(undefined)).toBe(false);
    expect(saysNo({ either: { is: "notNow" }, whenIStart: { is: "onlyIf", condition: "no" } })).toBe(false);
    expect(saysNo({ whenTheyStart: { is: "welcome" }, whenIStart: { is: "no" } })).toBe(true);
  });
});
