import { z } from "zod";

/** Every grounding exercise, in the order the page lists them. */
export const exerciseSlugs = [
  "here-and-now",
  "five-senses",
  "slow-breathing",
  "box-breathing",
  "textures",
  "what-can-you-hear",
  "firm-pressure",
  "finger-focus",
  "body-scan",
  "drifting-clouds",
  "a-plain-day",
] as const;

/** Words a person reads: trimmed, on one line, never empty. */
const words = z
  .string()
  .min(1)
  .refine((text) => text === text.trim() && !text.includes("\n"), { message: "one trimmed line" });

/** One exercise: a script of short steps that can be read at any pace, and left at any of them. */
export const exercise = z.strictObject({
  slug: z.enum(exerciseSlugs),
  title: words,
  /** What it is, or when it may suit. Never what it will do for someone. */
  lead: words,
  steps: z.array(words).min(4).max(10),
  /** What to do when it does not feel right: how to stop, or an easier way. */
  stop: words,
  /** A way of breathing that has a shape to breathe with. Its times stand in the style sheet, beside the shape. */
  breath: z.enum(["slow", "box"]).optional(),
  reviewed: z.iso.date(),
});

export type Exercise = z.infer<typeof exercise>;
