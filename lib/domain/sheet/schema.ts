import { z } from "zod";
import { calendarDay, checkInAnswers } from "../check-in/schema";
import { GROUPS } from "../comfort/options";
import { answers, topic } from "../comfort/schema";
import { line, lines, note } from "../entry/text";
import { NEARNESS } from "../hard-moment/options";
import { TOUCH, WANTS } from "../support/options";
import { situation } from "../support/schema";

/*
 * A page: exactly what the other side sees. It has no ids, no times and no places for what is missing: a part that is
 * not shared, or shared and empty, is absent. Its order follows from what it says and from nothing else.
 */

export const sharedComfort = z.strictObject({
  topic,
  group: z.enum(GROUPS),
  answers: answers.optional(),
  notALeadUp: z.literal(true).optional(),
  dontAsk: z.literal(true).optional(),
  note: note.min(1).optional(),
});
export type SharedComfort = z.infer<typeof sharedComfort>;

const sharedLines = lines.min(1).optional();

export const sharedHardMoment = z.strictObject({
  name: line.min(1).optional(),
  signs: sharedLines,
  helps: sharedLines,
  pleaseDont: sharedLines,
  nearness: z.enum(NEARNESS).optional(),
  lasts: line.min(1).optional(),
  afterwards: note.min(1).optional(),
});
export type SharedHardMoment = z.infer<typeof sharedHardMoment>;

export const sharedSupport = z.strictObject({
  situation,
  wants: z.array(z.enum(WANTS)).min(1).optional(),
  touch: z.enum(TOUCH).optional(),
  steps: sharedLines,
  wordsThatHelp: sharedLines,
  wordsToLeaveOut: sharedLines,
  othersToCall: sharedLines,
});
export type SharedSupport = z.infer<typeof sharedSupport>;

/** Shared answers of one check-in, with its day: an answer about a day says nothing without it. */
export const sharedCheckIn = z.strictObject({ day: calendarDay, answers: checkInAnswers });
export type SharedCheckIn = z.infer<typeof sharedCheckIn>;

export const page = z.strictObject({
  schema: z.literal(1),
  comforts: z.array(sharedComfort),
  hardMoments: z.array(sharedHardMoment),
  supports: z.array(sharedSupport),
  checkIns: z.array(sharedCheckIn),
});
export type Page = z.infer<typeof page>;
