import { z } from "zod";
import { entryBase, shareOf } from "../entry/base";
import { line, lines } from "../entry/text";
import { SITUATIONS, SUPPORT_PARTS, TOUCH, WANTS } from "./options";

export const situation = z.union([
  z.strictObject({ starter: z.enum(SITUATIONS) }),
  z.strictObject({ own: line.min(1) }),
]);
export type SupportSituation = z.infer<typeof situation>;

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
  share: shareOf(SUPPORT_PARTS),
});
export type Support = z.infer<typeof support>;
