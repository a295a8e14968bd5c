import { expect, it } from "vitest";
import { blankItem } from "@/lib/domain/kinds/blank";
import { tick } from "@/lib/domain/sharing/verbs";
import { hasAnswers, sharedQuestions, withText, withWord } from "./answers";

const PERIOD = "first";
const blank = blankItem("checkIn", "a", 1, { day: "2026-11-21", startedAt: 1 });

it("leaves no mark of an answer that was taken back", () => {
  const answered = withWord(withText(blank, "need", "Quiet", 2), "today", "heavy", 3);
  expect(hasAnswers(answered)).toBe(true);
  const back = withText(withWord(answered, "today", undefined, 4), "need", "  ", 5);
  expect(hasAnswers(back)).toBe(false);
  expect(back.answers).toStrictEqual({});
});

it("tells what the other sees, and nothing of a tick made alone, for another or for an empty answer", () => {
  const answered = withWord(blank, "energy", "little", 2);
  expect(sharedQuestions(tick(answered, "energy", PERIOD, 3), PERIOD, 4)).toEqual(["energy"]);
  expect(sharedQuestions(tick(answered, "energy", null, 3), PERIOD, 4)).toEqual([]);
  expect(sharedQuestions(tick(answered, "energy", null, 3), null, 4)).toEqual([]);
  expect(sharedQuestions(tick(answered, "energy", "before", 3), PERIOD, 4)).toEqual([]);
  expect(sharedQuestions(tick(answered, "need", PERIOD, 3), PERIOD, 4)).toEqual([]);
});

it("shares nothing by answering", () => {
  expect(sharedQuestions(withWord(blank, "crossedLine", "yes", 2), PERIOD, 3)).toEqual([]);
});
