import { z } from "zod";
import { entryBase, shareOf, shareOfPart } from "../entry/base";
import { line, lines, shownLines } from "../entry/text";
import type { SupportPart } from "../kinds/support";
import { SITUATIONS, TOUCH, WANTS } from "./options";

export const situation = z.union([
  z.strictObject({ starter: z.enum(SITUATIONS) }),
  z.strictObject({ own: line.min(1) }),
]);
export type SupportSituation = z.infer<typeof situation>;

const parts = {
  wants: shareOfPart(z.array(z.enum(WANTS)).min(1)),
  touch: shareOfPart(z.enum(TOUCH)),
  steps: shareOfPart(shownLines),
  wordsThatHelp: shareOfPart(shownLines),
  wordsToLeaveOut: shareOfPart(shownLines),
  othersToCall: shareOfPart(shownLines),
} satisfies Record<SupportPart, z.ZodType>;

/** What a person would like in a situation. `othersToCall` is typed in, never read from contacts. */
export const support = z.strictObject({
  kind: z.literal("support"),
  ...entryBase,
  situation,
  wants: z.array(z.enum(WANTS)),
  touch: z.enum(TOUCH).nullable(),
  steps: lines,
  wordsThatHelp: lines,
  wordsToLeaveOut: lines,
  othersToCall: lines,
  share: shareOf(z.strictObject({ situation }), parts),
});
export type Support = z.infer<typeof support>;
