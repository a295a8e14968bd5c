import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comfort, NOW, PERIOD, shared, sheetSource } from "@/tests/support/arbitraries";
import { canonical } from "../canonical";
import type { Kind, PageItemOf } from "../kinds";
import { PARTS } from "../sharing/parts";
import { stopItem } from "../sharing/verbs";
import { arrangeByMoment } from "./arrange";
import { composePage } from "./compose";
import { EMPTY_PAGE } from "./page";
import type { Page } from "./schema";

/** A page with topics enough for one moment to hold several. */
const page = fc.tuple(sheetSource, fc.array(comfort, { maxLength: 10 })).map(([source, comforts]) => {
  const whole = comforts.map((one) => shared(stopItem(one, NOW), ...PARTS.comfort));
  const items = [...source.items, ...whole];
  return composePage({ ...source, items, paused: false, period: PERIOD }, NOW);
});
const asBag = (items: readonly unknown[]) => items.map(canonical).sort();
const all = (page: Page, kind: Kind) => page.items.filter((item) => item.kind === kind);
const saysNo = ({ whenTheyStart, whenIStart, either }: PageItemOf<"comfort">) =>
  [whenTheyStart, whenIStart, either].some((answer) => answer?.is === "no");

describe("a page arranged by moment", () => {
  test("loses nothing and adds nothing", () => {
    fc.assert(
      fc.property(page, (given) => {
        const arranged = arrangeByMoment(given);
        expect(asBag([...arranged.beforeTouch, ...arranged.talking, ...arranged.dayToDay])).toEqual(
          asBag(all(given, "comfort")),
        );
        expect(asBag(arranged.hardMoments)).toEqual(asBag(all(given, "hardMoment")));
        expect(asBag([...arranged.ifThey, ...arranged.kindnesses])).toEqual(asBag(all(given, "support")));
        expect(asBag(arranged.fromCheckIns)).toEqual(asBag(all(given, "checkIn")));
        expect(asBag(Object.values(arranged).flat())).toEqual(asBag(given.items));
      }),
      { numRuns: 150 },
    );
  });

  test("a no stands before the other topics of its moment, and otherwise the page's order stays", () => {
    fc.assert(
      fc.property(page, (given) => {
        const { beforeTouch, talking, dayToDay, ...others } = arrangeByMoment(given);
        for (const comforts of [beforeTouch, talking, dayToDay]) {
          const noes = comforts.map(saysNo);
          expect(noes).toEqual([...noes].sort((a, b) => Number(b) - Number(a)));
          for (const no of [true, false]) {
            const places = comforts
              .filter((comfort) => saysNo(comfort) === no)
              .map((comfort) => given.items.indexOf(comfort));
            expect(places).toEqual([...places].sort((a, b) => a - b));
          }
        }
        for (const items of Object.values(others)) {
          const places = items.map((item: PageItemOf) => given.items.indexOf(item));
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("each topic, situation and check-in stands in its place", () => {
    const either = { is: "no" } as const;
    const arranged = arrangeByMoment({
      ...EMPTY_PAGE,
      items: [
        { kind: "checkIn", today: "good" },
        { kind: "checkIn", today: "heavy" },
        { kind: "comfort", topic: { starter: "hug" }, group: "closeness", note: "slowly" },
        { kind: "comfort", topic: { starter: "undressing" }, group: "intimacy", either },
        { kind: "comfort", topic: { starter: "jokes" }, group: "talking", either },
        { kind: "comfort", topic: { starter: "crowds" }, group: "dailyLife", either },
        { kind: "support", situation: { starter: "anyDay" }, steps: ["a walk"] },
        { kind: "support", situation: { own: "anyDay" }, steps: ["tea"] },
      ],
    });
    expect(arranged.beforeTouch.map((one) => one.group)).toEqual(["intimacy", "closeness"]);
    expect(arranged.talking).toHaveLength(1);
    expect(arranged.dayToDay).toHaveLength(1);
    expect(arranged.kindnesses.map((one) => one.steps)).toEqual([["a walk"]]);
    expect(arranged.ifThey.map((one) => one.steps)).toEqual([["tea"]]);
    expect(arranged.hardMoments).toEqual([]);
    expect(arranged.fromCheckIns.map((one) => one.today)).toEqual(["good", "heavy"]);
  });

  test("only a no is a no", () => {
    const hug = { kind: "comfort", topic: { starter: "hug" }, group: "closeness" } as const;
    const noAnswer = { ...hug, note: "no" };
    const notNow: PageItemOf = { ...hug, either: { is: "notNow" } };
    const onlyIf: PageItemOf = { ...hug, whenIStart: { is: "onlyIf", condition: "no" } };
    const no: PageItemOf = { ...hug, whenTheyStart: { is: "welcome" }, whenIStart: { is: "no" } };
    const { beforeTouch } = arrangeByMoment({ ...EMPTY_PAGE, items: [noAnswer, notNow, onlyIf, no] });
    expect(beforeTouch).toEqual([no, noAnswer, notNow, onlyIf]);
  });
});
