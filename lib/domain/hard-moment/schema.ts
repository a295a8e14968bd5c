import { z } from "zod";
import { entryBase, shareOf } from "../entry/base";
import { line, lines, note } from "../entry/text";
import { HARD_MOMENT_PARTS, NEARNESS } from "./options";

/** A hard moment: what may be seen from outside, and what helps. Every field may stay empty; none asks for the story. */
export const hardMoment = z.strictObject({
  kind: z.literal("hardMoment"),
  ...entryBase,
  /** The person's own name for it. */
  name: line,
  signs: lines,
  /** What helps, as steps in order. */
  helps: lines,
  pleaseDont: lines,
  nearness: z.enum(NEARNESS).nullable(),
  /** How long it tends to last, in the person's words. */
  lasts: line,
  afterwards: note,
  share: shareOf(HARD_MOMENT_PARTS),
});
export type HardMoment = z.infer<typeof hardMoment>;
