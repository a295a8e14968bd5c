import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comfort, NOW, PERIOD, shared, sheetSource } from "@/tests/support/arbitraries";
import { canonical } from "../canonical";
import { MOMENTS, type Moment } from "../kind/definition";
import { KINDS, type PageItemOf } from "../kinds";
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
const saysNo = ({ whenTheyStart, whenIStart, either }: PageItemOf<"comfort">) =>
  [whenTheyStart, whenIStart, either].some((answer) => answer?.is === "no");

const inMoment = (page: Page, moment: Moment) =>
  arrangeByMoment(page).find((one) => one.moment === moment)?.items ?? [];

describe("a page arranged by moment", () => {
  test("loses nothing and adds nothing, and has no moment without anything", () => {
    fc.assert(
      fc.property(page, (given) => {
        const arranged = arrangeByMoment(given);
        expect(asBag(arranged.flatMap(({ items }) => items))).toEqual(asBag(given.items));
        const moments = arranged.map(({ moment }) => moment);
        expect(moments).toEqual(MOMENTS.filter((moment) => moments.includes(moment)));
        for (const { items } of arranged) expect(items.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  test("the stop sign first, then kinds in their order, a no before the others of its kind, and otherwise the page's order stays", () => {
    const kinds: readonly string[] = ["noWords", ...Object.keys(KINDS).filter((kind) => kind !== "noWords")];
    fc.assert(
      fc.property(page, (given) => {
        for (const { items } of arrangeByMoment(given)) {
          const rank = (item: PageItemOf) =>
            kinds.indexOf(item.kind) * 2 + (item.kind === "comfort" && saysNo(item) ? 0 : 1);
          const places = items.map((item) => rank(item) * 1000 + given.items.indexOf(item));
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("an item of every kind stands in its place", () => {
    const either = { is: "no" } as const;
    const given: Page = {
      ...EMPTY_PAGE,
      items: [
        { kind: "checkIn", tag: "a", today: "good" },
        { kind: "checkIn", tag: "b", today: "heavy" },
        { kind: "comfort", topic: { starter: "hug" }, group: "closeness", note: "slowly" },
        { kind: "comfort", topic: { starter: "undressing" }, group: "intimacy", either },
        { kind: "comfort", topic: { starter: "jokes" }, group: "talking", either },
        { kind: "comfort", topic: { starter: "crowds" }, group: "dailyLife", either },
        { kind: "support", situation: { starter: "anyDay" }, steps: ["a walk"] },
        { kind: "support", situation: { own: "anyDay" }, steps: ["tea"] },
        { kind: "support", situation: { own: "toString" }, steps: ["soup"] },
        { kind: "hardMoment", tag: "a", signs: ["I go pale"] },
        { kind: "words", hurt: ["calm down"] },
        { kind: "noWords", stopSign: ["I tap you twice"] },
        { kind: "feelsGood", places: ["the sea"] },
        { kind: "decision", about: { starter: "police" }, talk: "leaveIt" },
        { kind: "tenderTime", tag: "a", when: ["in May"] },
        { kind: "mySide", capacity: "stretched" },
      ],
    };
    const [good, heavy, hug, undressing, jokes, crowds, walk, tea, soup, pale, words, ...others] =
      given.items;
    const [noWords, feelsGood, decision, tender, side] = others;
    expect(arrangeByMoment(given)).toEqual([
      { moment: "beforeTouch", items: [noWords, undressing, hug] },
      { moment: "ifThey", items: [pale, tea, soup] },
      { moment: "feelsGood", items: [feelsGood] },
      { moment: "kindnesses", items: [walk] },
      { moment: "words", items: [words] },
      { moment: "decisions", items: [decision] },
      { moment: "tenderTimes", items: [tender] },
      { moment: "fromCheckIns", items: [good, heavy] },
      { moment: "theirSide", items: [side] },
      { moment: "talking", items: [jokes] },
      { moment: "dayToDay", items: [crowds] },
    ]);
  });

  test("only a no is a no", () => {
    const hug = { kind: "comfort", topic: { starter: "hug" }, group: "closeness" } as const;
    const noAnswer = { ...hug, note: "no" };
    const notNow: PageItemOf = { ...hug, either: { is: "notNow" } };
    const onlyIf: PageItemOf = { ...hug, whenIStart: { is: "onlyIf", condition: "no" } };
    const no: PageItemOf = { ...hug, whenTheyStart: { is: "welcome" }, whenIStart: { is: "no" } };
    const given: Page = { ...EMPTY_PAGE, items: [noAnswer, notNow, onlyIf, no] };
    expect(inMoment(given, "beforeTouch")).toEqual([no, noAnswer, notNow, onlyIf]);
  });
});
