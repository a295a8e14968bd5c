import { z } from "zod";
import { doors } from "./doors";
import { type GuidanceRow, guidanceRows, sourceIds } from "./rows";
import { audiences, guidanceSlugs } from "./slugs";

/** Words a person reads: trimmed, on one line, never empty. */
export const words = z
  .string()
  .min(1)
  .refine((text) => text === text.trim() && !text.includes("\n"), { message: "one trimmed line" });

const isRow = (name: string): name is GuidanceRow => Object.hasOwn(guidanceRows, name);

/**
 * Whether a text speaks of assault, and so says it before anything else; said of a text by being there. It is a property of
 * the text and never of who reads it.
 */
export const speaksOfAssault = z.literal(true).optional();

/** One work that guidance rests on. Without a known title it is told by what it is. */
export const source = z
  .strictObject({
    title: words.optional(),
    about: words.optional(),
    publisher: words.optional(),
    date: z.iso.date().optional(),
  })
  .refine(({ title, about }) => title !== undefined || about !== undefined, {
    message: "a source needs a title or a description",
  });

export const sources = z.record(z.enum(sourceIds), source);

/** One page of guidance: short, plain text. */
export const guidancePage = z
  .strictObject({
    slug: z.enum(guidanceSlugs),
    audience: z.enum(audiences),
    title: words,
    lead: words,
    speaksOfAssault,
    sections: z
      .array(
        z.strictObject({
          heading: words,
          text: z.array(words).min(1),
          list: z.array(words).min(2).optional(),
        }),
      )
      .min(1),
    rows: z
      .array(z.string().refine(isRow, { message: "a row of rows.ts", abort: true }))
      .min(1)
      .optional(),
    sources: z.array(z.enum(sourceIds)).min(1),
    next: z.array(z.enum(guidanceSlugs)).min(1).max(3),
    doors: z.array(z.enum(doors)).min(1).optional(),
    reviewed: z.iso.date(),
  })
  .superRefine(({ rows = [], sources: named }, { addIssue }) => {
    for (const row of rows) {
      for (const id of guidanceRows[row] satisfies readonly (typeof sourceIds)[number][]) {
        if (!named.includes(id)) {
          addIssue({
            code: "custom",
            path: ["sources"],
            message: `the row ${row} rests on ${id}, which is not named`,
          });
        }
      }
    }
  });

export type Source = z.infer<typeof source>;
export type GuidancePage = z.infer<typeof guidancePage>;
