import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comfort, NOW, PERIOD, shareable, sheetSource, withMarkers } from "@/tests/support/arbitraries";
import { fieldsOn } from "../kind/shown";
import { KINDS, type PageItemOf } from "../kinds";
import { composePage } from "./compose";
import { onlyLimits } from "./limits";
import { EMPTY_PAGE } from "./page";
import { forPaper, ownCard } from "./paper";
import { type Page, page as pageSchema } from "./schema";

type Said = { kind: PageItemOf["kind"]; part: string; value: unknown };

/** All that a page says, part by part. */
const saidOn = ({ items }: Page): Said[] =>
  items.flatMap((item) =>
    Object.entries(fieldsOn(KINDS[item.kind], item)).map(([part, value]) => ({
      kind: item.kind,
      part,
      value,
    })),
  );

/** Whether a part may stand on paper, told from its definition alone. */
function mayStand({ kind, part, value }: Said): boolean {
  const { fields }: (typeof KINDS)[keyof typeof KINDS] = KINDS[kind];
  const holds: unknown = Object.entries(fields).find(([name]) => name === part)?.[1].holds;
  const choice = typeof value === "object" && value !== null && "is" in value ? value.is : value;
  return holds === true || holds === "along" || (Array.isArray(holds) && holds.includes(choice));
}

/** What nobody may find missing on paper: each no, each stop, each "please don't", and what helps. */
const NEEDED: Partial<Record<PageItemOf["kind"], readonly string[]>> = {
  comfort: ["notALeadUp", "dontAsk"],
  noWords: ["stopSign", "freezing", "doFirst"],
  hardMoment: ["signs", "helps", "pleaseDont"],
  support: ["steps", "wordsThatHelp", "wordsToLeaveOut", "othersToCall"],
  words: ["help", "hurt", "pleaseNot"],
  decision: ["pleaseDont"],
  tenderTime: ["pleaseDont"],
};
const isNeeded = ({ kind, part, value }: Said): boolean =>
  (NEEDED[kind]?.includes(part) ?? false) ||
  (typeof value === "object" &&
    value !== null &&
    "is" in value &&
    (value.is === "no" || value.is === "notNow")) ||
  (part === "touch" && value === "none") ||
  (part === "talk" && value === "leaveIt");

const composed = sheetSource.map((source) => composePage({ ...source, paused: false, period: PERIOD }, NOW));

describe("what stands on paper", () => {
  test("nothing that opens, and nothing of a day", () => {
    fc.assert(
      fc.property(composed, (page) => {
        const said = saidOn(forPaper(page));
        expect(said.filter((one) => !mayStand(one))).toEqual([]);
        expect(said.filter(({ kind }) => kind === "checkIn")).toEqual([]);
        expect(JSON.stringify(said)).not.toMatch(
          /"is":"(welcome|askFirst|onlyIf|notSure)"|"condition"|"note"/,
        );
      }),
      { numRuns: 200 },
    );
  });

  test("every no, stop sign, please don't and help that the page has", () => {
    fc.assert(
      fc.property(composed, (page) => {
        expect(saidOn(forPaper(page))).toEqual(expect.arrayContaining(saidOn(page).filter(isNeeded)));
      }),
      { numRuns: 200 },
    );
  });

  test("a page whatever it was made from, the same whether or not it is known to be the newest", () => {
    fc.assert(
      fc.property(composed, (page) => {
        const paper = forPaper(page);
        expect(pageSchema.parse(paper)).toEqual(paper);
        expect(forPaper(paper)).toEqual(paper);
        expect(forPaper(onlyLimits(page))).toEqual(paper);
      }),
      { numRuns: 100 },
    );
  });

  test("nothing of a page that only opens", () => {
    const hug = { kind: "comfort", topic: { starter: "hug" }, group: "closeness" } as const;
    const page = { ...EMPTY_PAGE, items: [{ ...hug, either: { is: "welcome" }, note: "any time" } as const] };
    expect(forPaper(page)).toEqual(EMPTY_PAGE);
  });
});

describe("one's own card", () => {
  test("says the same whatever is shared, and nothing of what opens", () => {
    fc.assert(
      fc.property(fc.array(shareable, { maxLength: 8 }), (items) => {
        const card = ownCard(items);
        expect(ownCard(items.map((item) => ({ ...item, share: null })))).toEqual(card);
        expect(ownCard(items.toReversed())).toEqual(card);
        expect(saidOn(card).filter((one) => !mayStand(one))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("has every no and not now, also one that was never shared", () => {
    fc.assert(
      fc.property(fc.array(comfort, { maxLength: 5 }), (items) => {
        const apart = items.map((item, at) => withMarkers({ ...item, share: null }, `${at}`));
        const limits = apart.flatMap(({ answers }) =>
          Object.values(answers).filter(({ is }) => is === "no" || is === "notNow"),
        );
        const onCard = saidOn(ownCard(apart)).filter(({ value }) => typeof value === "object");
        expect(onCard).toHaveLength(limits.length);
      }),
      { numRuns: 100 },
    );
  });
});
