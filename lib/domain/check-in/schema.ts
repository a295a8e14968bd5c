import { z } from "zod";
import { entryBase, shareOf, shareOfPart } from "../entry/base";
import { note, shownNote } from "../entry/text";
import { type Question, WORD_QUESTIONS } from "./options";

/** A day in the person's own calendar, YYYY-MM-DD. */
export const calendarDay = z.iso.date();

/** A missing answer was skipped, and skipping leaves no mark. */
export const checkInAnswers = z.strictObject({
  today: z.enum(WORD_QUESTIONS.today).optional(),
  energy: z.enum(WORD_QUESTIONS.energy).optional(),
  bodySafety: z.enum(WORD_QUESTIONS.bodySafety).optional(),
  closeness: z.enum(WORD_QUESTIONS.closeness).optional(),
  crossedLine: z.enum(WORD_QUESTIONS.crossedLine).optional(),
  holdingUp: z.enum(WORD_QUESTIONS.holdingUp).optional(),
  whatHelped: note.optional(),
  wouldChange: note.optional(),
  keptPledge: note.optional(),
  need: note.optional(),
  anythingElse: note.optional(),
});
export type CheckInAnswers = z.infer<typeof checkInAnswers>;

const parts = {
  today: shareOfPart(z.enum(WORD_QUESTIONS.today)),
  energy: shareOfPart(z.enum(WORD_QUESTIONS.energy)),
  bodySafety: shareOfPart(z.enum(WORD_QUESTIONS.bodySafety)),
  closeness: shareOfPart(z.enum(WORD_QUESTIONS.closeness)),
  crossedLine: shareOfPart(z.enum(WORD_QUESTIONS.crossedLine)),
  holdingUp: shareOfPart(z.enum(WORD_QUESTIONS.holdingUp)),
  whatHelped: shareOfPart(shownNote),
  wouldChange: shareOfPart(shownNote),
  keptPledge: shareOfPart(shownNote),
  need: shareOfPart(shownNote),
  anythingElse: shareOfPart(shownNote),
} satisfies Record<Question, z.ZodType>;

/** One check-in. `startedAt` orders one's own list; only `day` ever goes along with a shared answer. */
export const checkIn = z.strictObject({
  kind: z.literal("checkIn"),
  ...entryBase,
  day: calendarDay,
  startedAt: z.number().int().nonnegative(),
  answers: checkInAnswers,
  share: shareOf(z.strictObject({ day: calendarDay }), parts),
});
export type CheckIn = z.infer<typeof checkIn>;
