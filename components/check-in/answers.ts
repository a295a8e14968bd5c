import type {
  CheckIn,
  CheckInAnswers,
  Question,
  TextQuestion,
  WordQuestion,
} from "@/lib/domain/kinds/check-in";
import { isFilled, PARTS } from "@/lib/domain/sharing/parts";
import { shownOf } from "@/lib/domain/sharing/standing";

/** Whether anything at all was answered. */
export const hasAnswers = (checkIn: CheckIn): boolean =>
  PARTS.checkIn.some((question) => isFilled(checkIn, question));

/** The questions whose answer the other sees, in the order they are asked. `period` and `now` as in standing.ts. */
export const sharedQuestions = (checkIn: CheckIn, period: string | null, now: number): Question[] =>
  PARTS.checkIn.filter((question) => shownOf(checkIn, question, period, now) !== null);

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
  return { ...checkIn, answers, editedAt: now };
}

/** The check-in with another text as an answer; an empty one takes it back. */
export function withText(checkIn: CheckIn, question: TextQuestion, text: string, now: number): CheckIn {
  const answers: CheckInAnswers = { ...checkIn.answers };
  if (text.trim() === "") delete answers[question];
  else answers[question] = text;
  return { ...checkIn, answers, editedAt: now };
}
