import { expect, it } from "vitest";
import { blankCheckIn } from "@/lib/domain/check-in/make";
import { withPart } from "@/lib/domain/sharing/verbs";
import { hasAnswers, sharedQuestions, withText, withWord } from "./answers";

const blank = blankCheckIn("a", "2026-11-21", 1);

it("leaves no mark of an answer that was taken back", () => {
  const answered = withWord(withText(blank, "need", "Quiet", 2), "today", "heavy", 3);
  expect(hasAnswers(answered)).toBe(true);
  const back = withText(withWord(answered, "today", undefined, 4), "need", "  ", 5);
  expect(hasAnswers(back)).toBe(false);
  expect(back.answers).toStrictEqual({});
});

it("starts private again when an answer that was shared is taken back and given anew", () => {
  const shared = withPart(withWord(blank, "energy", "little", 2), "energy", true, 3);
  expect(sharedQuestions(shared)).toEqual(["energy"]);
  const anew = withWord(withWord(shared, "energy", undefined, 4), "energy", "plenty", 5);
  expect(sharedQuestions(anew)).toEqual([]);
  expect(anew.share).toBeNull();
});

it("shares nothing by answering", () => {
  expect(sharedQuestions(withWord(blank, "crossedLine", "yes", 2))).toEqual([]);
});
