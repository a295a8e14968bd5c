import { z } from "zod";
import { entryBase, shareOf, shareOfPart } from "../entry/base";
import { line, lines, note, shownLine, shownLines, shownNote } from "../entry/text";
import type { HardMomentPart } from "../kinds/hard-moment";
import { NEARNESS } from "./options";

const parts = {
  name: shareOfPart(shownLine),
  signs: shareOfPart(shownLines),
  helps: shareOfPart(shownLines),
  pleaseDont: shareOfPart(shownLines),
  nearness: shareOfPart(z.enum(NEARNESS)),
  lasts: shareOfPart(shownLine),
  afterwards: shareOfPart(shownNote),
} satisfies Record<HardMomentPart, z.ZodType>;

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
  share: shareOf(z.strictObject({}), parts),
});
export type HardMoment = z.infer<typeof hardMoment>;
