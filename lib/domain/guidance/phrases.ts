import { z } from "zod";
import { sourceIds } from "./rows";
import { speaksOfAssault, words } from "./schema";

/** Pairs to dip into: what may help to say, what to leave out, and why, in a line. */
export const phrasePage = z.strictObject({
  title: words,
  lead: words,
  speaksOfAssault,
  groups: z
    .array(
      z.strictObject({
        heading: words,
        pairs: z.array(z.strictObject({ say: words, insteadOf: words, why: words.max(90) })).min(1),
      }),
    )
    .min(1),
  sources: z.array(z.enum(sourceIds)).min(1),
  reviewed: z.iso.date(),
});

export type PhrasePage = z.infer<typeof phrasePage>;
