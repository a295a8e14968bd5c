import { z } from "zod";
import { sourceIds } from "../guidance/rows";
import { speaksOfAssault } from "../guidance/schema";
import { faultsOf } from "./graph";
import { rehearsalSlugs } from "./slugs";

const text = z.string().trim().min(1);
const name = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

/** What happens, and what the other person says (`they`, whichever of the two that is). One of the two at least. */
const moment = { scene: text.optional(), they: text.optional() };

/** One thing to say or do. Nothing marks it as the better or the worse one: there is no field for that. */
const choice = z.strictObject({
  /** What you say, in quotation marks, or what you do. */
  you: text,
  /** How it may land with the other person. */
  lands: text,
  /** Why it may. */
  why: text,
  next: name,
});

const step = z
  .strictObject({ ...moment, choices: z.array(choice).min(2).max(4) })
  .refine(({ scene, they }) => scene !== undefined || they !== undefined, {
    message: "something happens, or is said",
  });

/** Where a conversation stops. `leave` is a plain sentence to stop at; it never judges the way there. */
const end = z.strictObject({ ...moment, leave: text });

export const rehearsal = z
  .strictObject({
    slug: z.enum(rehearsalSlugs),
    title: text,
    /**
     * The moment of which this is the other side: the same evening, written anew, and `you` are the one whose moment is hard.
     * Without it `you` are beside that person.
     */
    otherSideOf: z.enum(rehearsalSlugs).optional(),
    speaksOfAssault,
    /** Where one is when it begins. Never what happened to anyone. */
    setting: z.tuple([text], text),
    nodes: z.record(name, z.union([step, end])),
    /** Ids of messages/<language>/sources.json. */
    sources: z.array(z.enum(sourceIds)).min(1),
    reviewed: z.iso.date(),
  })
  .superRefine(({ nodes }, context) => {
    for (const fault of faultsOf(nodes))
      context.addIssue({ code: "custom", path: ["nodes"], message: fault });
  });

export type Rehearsal = z.infer<typeof rehearsal>;
export type RehearsalNodes = Rehearsal["nodes"];
