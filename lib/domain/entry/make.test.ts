import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkIn as anyCheckIn, entry as anyEntry, NOW } from "@/tests/support/arbitraries";
import { blankCheckIn, dayOf } from "../check-in/make";
import {
  asksForCare,
  BASE_QUESTIONS,
  SUPPORTING_QUESTIONS,
  TEXT_QUESTIONS,
  WORD_QUESTION_NAMES,
} from "../check-in/options";
import { checkIn, checkInAnswers } from "../check-in/schema";
import { hasTwoWays, ownComfort, starterComfort, starterComfortId } from "../comfort/make";
import { DIRECTIONS, GROUPS, STARTER_TOPIC_KEYS, STARTER_TOPICS } from "../comfort/options";
import { answers } from "../comfort/schema";
import { blankHardMoment } from "../hard-moment/make";
import { PARTS } from "../sharing/parts";
import { blankSupport } from "../support/make";
import { SITUATIONS } from "../support/options";
import { BLANK_CHECK_INS, BLANK_ENTRIES, BLANK_LINK, BLANK_PROFILE } from "../vault/blank";
import { checkInsName } from "../vault/names";
import { checkInsDocument, entriesDocument, linkDocument, profileDocument } from "../vault/schema";
import { NOTE_LENGTH } from "./limits";
import { entry } from "./schema";

describe("new entries", () => {
  test("every one of them is what its schema says, and private", () => {
    const made = [
      ...STARTER_TOPIC_KEYS.map((key) => starterComfort(key, NOW)),
      ownComfort("id", "my feet", "closeness", NOW),
      blankHardMoment("id", NOW),
      ...SITUATIONS.map((starter) => blankSupport("id", { starter }, NOW)),
      blankSupport("id", { own: "before a long drive" }, NOW),
    ];
    for (const one of made) {
      expect(entry.parse(one)).toEqual(one);
      expect(one.share).toBeNull();
      expect(one.editedAt).toBe(NOW);
    }
    const blank = blankCheckIn("id", "2026-03-01", NOW);
    expect(checkIn.parse(blank)).toEqual(blank);
    expect(blank.share).toBeNull();
  });

  test("so are the documents before anything is written", () => {
    expect(profileDocument.parse(BLANK_PROFILE)).toEqual(BLANK_PROFILE);
    expect(entriesDocument.parse(BLANK_ENTRIES)).toEqual(BLANK_ENTRIES);
    expect(checkInsDocument.parse(BLANK_CHECK_INS)).toEqual(BLANK_CHECK_INS);
    expect(linkDocument.parse(BLANK_LINK)).toEqual(BLANK_LINK);
    expect(BLANK_PROFILE.intimacyOpened).toBe(false);
  });

  test("two of them share no list or answer that editing one could change in the other", () => {
    const [a, b] = [starterComfort("hug", NOW), starterComfort("jokes", NOW)];
    a.answers.either = { is: "no" };
    expect(b.answers).toEqual({});
  });

  test("what people write opens again as it was", () => {
    fc.assert(
      fc.property(anyEntry, anyCheckIn, (one, answered) => {
        expect(entry.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
        expect(checkIn.parse(JSON.parse(JSON.stringify(answered)))).toEqual(answered);
      }),
    );
  });

  test("what is too long, unknown or not a list of the right words is refused", () => {
    const hug = starterComfort("hug", NOW);
    for (const wrong of [
      { ...hug, note: "x".repeat(NOTE_LENGTH + 1) },
      { ...hug, severity: 3 },
      { ...hug, topic: { starter: "hug", own: "hug" } },
      { ...hug, topic: { own: "" } },
      { ...hug, answers: { either: { is: "onlyIf" } } },
      { ...hug, answers: { either: { is: "no", condition: "unless" } } },
      { ...hug, share: { parts: ["name"], from: null, until: null } },
      { ...hug, share: { parts: ["note"] } },
      { ...hug, editedAt: -1 },
      { ...hug, id: "" },
      { ...hug, kind: "checkIn" },
      null,
    ]) {
      expect(entry.safeParse(wrong).success).toBe(false);
    }
  });
});

describe("the starter set", () => {
  test("has an id and a group for each topic, and every group has topics", () => {
    expect(new Set(STARTER_TOPIC_KEYS.map(starterComfortId)).size).toBe(STARTER_TOPIC_KEYS.length);
    for (const key of STARTER_TOPIC_KEYS) {
      expect(GROUPS).toContain(STARTER_TOPICS[key].group);
      expect(starterComfort(key, NOW)).toMatchObject({
        id: starterComfortId(key),
        group: STARTER_TOPICS[key].group,
      });
      expect(hasTwoWays(starterComfort(key, NOW))).toBe(STARTER_TOPICS[key].twoWays);
    }
    expect(new Set(STARTER_TOPIC_KEYS.map((key) => STARTER_TOPICS[key].group))).toEqual(new Set(GROUPS));
  });

  test("every direction has its place among the answers", () => {
    expect(Object.keys(answers.shape).sort()).toEqual([...DIRECTIONS].sort());
  });
});

describe("check-in questions", () => {
  test("the base set and the supporting one are all there is, each once, and each has an answer", () => {
    const sorted = (names: readonly string[]) => [...names].sort();
    expect(sorted([...BASE_QUESTIONS, ...SUPPORTING_QUESTIONS])).toEqual(sorted(PARTS.checkIn));
    expect(sorted([...WORD_QUESTION_NAMES, ...TEXT_QUESTIONS])).toEqual(sorted(PARTS.checkIn));
    expect(sorted(Object.keys(checkInAnswers.shape))).toEqual(sorted(PARTS.checkIn));
    expect(new Set(PARTS.checkIn).size).toBe(PARTS.checkIn.length);
  });

  test("care is offered after the hardest answers, a line crossed or perhaps crossed, and after nothing else", () => {
    const careFor = [
      { today: "veryHard" },
      { bodySafety: "notSafe" },
      { crossedLine: "yes" },
      { crossedLine: "notSure" },
      { today: "good", crossedLine: "yes" },
    ];
    expect(careFor.map(asksForCare)).toEqual(careFor.map(() => true));
    const none = [
      {},
      { today: "heavy" },
      { bodySafety: "onGuard" },
      { crossedLine: "no" },
      { today: "good" },
    ];
    expect(none.map(asksForCare)).toEqual(none.map(() => false));
  });

  test("a day is the day on the person's own calendar", () => {
    expect(dayOf(new Date("2025-12-31T18:14:59Z"))).toBe("2025-12-31");
    expect(dayOf(new Date("2025-12-31T18:15:00Z"))).toBe("2026-01-01");
    expect(checkInsName("2026-01-01")).toBe("check-ins/2026-01");
  });
});
