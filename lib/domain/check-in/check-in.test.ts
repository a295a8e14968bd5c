import { describe, expect, test } from "vitest";
import { NOW } from "@/tests/support/arbitraries";
import { blankItem } from "../kinds/blank";
import {
  BASE_QUESTIONS,
  checkIn,
  SUPPORTING_QUESTIONS,
  TEXT_QUESTIONS,
  WORD_QUESTION_NAMES,
} from "../kinds/check-in";
import { PARTS } from "../sharing/parts";
import { documentOf } from "../vault/document-of";
import { asksForCare } from "./care";
import { dayOf } from "./day";

describe("check-in questions", () => {
  test("the base set and the supporting one are all there is, each once, and each has an answer", () => {
    const sorted = (names: readonly string[]) => [...names].sort();
    expect(sorted([...BASE_QUESTIONS, ...SUPPORTING_QUESTIONS])).toEqual(sorted(PARTS.checkIn));
    expect(sorted([...WORD_QUESTION_NAMES, ...TEXT_QUESTIONS])).toEqual(sorted(PARTS.checkIn));
    expect(PARTS.checkIn.filter((part) => checkIn.fields[part].inAnswers)).toEqual(PARTS.checkIn);
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

  test("a day is the day on the person's own calendar, and its month has the document", () => {
    expect(dayOf(new Date("2025-12-31T18:14:59Z"))).toBe("2025-12-31");
    expect(dayOf(new Date("2025-12-31T18:15:00Z"))).toBe("2026-01-01");
    const one = blankItem("checkIn", "id", NOW, { day: "2026-01-01", startedAt: NOW });
    expect(documentOf(one)).toBe("check-ins/2026-01");
  });
});
