import {
  QUESTIONS,
  type Question,
  type TextQuestion,
  type WordQuestion,
} from "@/lib/domain/check-in/options";
import type { CheckIn, CheckInAnswers } from "@/lib/domain/check-in/schema";
import { isFilled } from "@/lib/domain/sharing/parts";
import { withPart } from "@/lib/domain/sharing/verbs";

/** Whether anything at all was answered. */
export const hasAnswers = (checkIn: CheckIn): boolean =>
  QUESTIONS.some((question) => isFilled(checkIn, question));

/** The questions whose answer is shared, in the order they are asked. */
export const sharedQuestions = (checkIn: CheckIn): Question[] =>
  QUESTIONS.filter((question) => checkIn.share?.parts.includes(question) && isFilled(checkIn, question));

/** The check-in with another word as an answer; undefined takes it back. */
export function withWord<Q extends WordQuestion>(
  checkIn: CheckIn,
  question: Q,
  word: CheckInAnswers[Q],
  now: number,
): CheckIn {
  const answers: CheckInAnswers = { ...checkIn.answers };
  if (word === undefined) delete answers[question];
  else answers[question] = word;
  return withAnswers(checkIn, question, answers, now);
}

/** The check-in with another text as an answer; an empty one takes it back. */
export function withText(checkIn: CheckIn, question: TextQuestion, text: string, now: number): CheckIn {
  const answers: CheckInAnswers = { ...checkIn.answers };
  if (text.trim() === "") delete answers[question];
  else answers[question] = text;
  return withAnswers(checkIn, question, answers, now);
}

/** An answer that was taken back is shared no more: were it given anew, it would start private like any other. */
function withAnswers(checkIn: CheckIn, question: Question, answers: CheckInAnswers, now: number): CheckIn {
  const changed = { ...checkIn, answers, editedAt: now };
  return isFilled(changed, question) ? changed : withPart(changed, question, false, now);
}
