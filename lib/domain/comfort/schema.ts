import { z } from "zod";
import { entryBase, shareOf, shareOfPart } from "../entry/base";
import { line, note, shownNote } from "../entry/text";
import type { ComfortPart } from "../kinds/comfort";
import { ANSWERS, GROUPS, STARTER_TOPIC_KEYS } from "./options";

/** A topic of the starter set by its key, or one in the person's own words. */
export const topic = z.union([
  z.strictObject({ starter: z.enum(STARTER_TOPIC_KEYS) }),
  z.strictObject({ own: line.min(1) }),
]);

/** `onlyIf` carries its condition; while that is empty the answer says nothing and is not shown to anyone. */
export const answer = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(ANSWERS).exclude(["onlyIf"]) }),
  z.strictObject({ is: z.literal("onlyIf"), condition: line }),
]);
export type Answer = z.infer<typeof answer>;

/** An answer that is missing is unset. */
export const answers = z.strictObject({
  whenTheyStart: answer.optional(),
  whenIStart: answer.optional(),
  either: answer.optional(),
});
export type Answers = z.infer<typeof answers>;

const parts = {
  whenTheyStart: shareOfPart(answer),
  whenIStart: shareOfPart(answer),
  either: shareOfPart(answer),
  notALeadUp: shareOfPart(z.literal(true)),
  dontAsk: shareOfPart(z.literal(true)),
  note: shareOfPart(shownNote),
} satisfies Record<ComfortPart, z.ZodType>;

export const comfort = z.strictObject({
  kind: z.literal("comfort"),
  ...entryBase,
  topic,
  group: z.enum(GROUPS),
  answers,
  /** "This is not a lead-up to more." */
  notALeadUp: z.boolean(),
  /** "Please do not ask me about this." */
  dontAsk: z.boolean(),
  note,
  share: shareOf(z.strictObject({ topic, group: z.enum(GROUPS) }), parts),
});
export type Comfort = z.infer<typeof comfort>;
