import { z } from "zod";
import { PUBLIC_CODE } from "./options";

/** Whom a line is for; the words for each stand in the messages. */
export const audience = z.enum([
  "crisis",
  "domesticAbuse",
  "familyViolence",
  "genderViolence",
  "indigenousWomen",
  "lgbt",
  "men",
  "ownBehaviour",
  "partnerViolence",
  "sexualHarm",
  "sexualViolence",
  "sexualViolenceAndClose",
  "sixteenAndOver",
  "trans",
  "anyViolenceAtHome",
  "violence",
  "violenceOrStalking",
  "women",
  "womenAndChildren",
  "womenAndClose",
]);

/** How surely a number is known: an organisation's or newspaper's page, only public code, or a page years old. */
export const confidence = z.enum(["page", "repository", "old"]);

const number = z.string().regex(/^[0-9+*#][0-9 *#-]*$/);
const site = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
/** A day, without a time: what is on the page was last seen then. */
const seenOn = z.iso.date();

export const helpLine = z
  .strictObject({
    name: z.string().min(1),
    /** Where in the country, when it is not for all of it. */
    region: z.string().min(1).optional(),
    phone: number.optional(),
    /** A typed-text phone for people who are deaf or hard of hearing. */
    tty: number.optional(),
    /** A number to text, and the word to send where it wants one. */
    text: z.strictObject({ number, word: z.string().min(1).optional() }).optional(),
    whatsapp: number.optional(),
    /** A code to dial that opens a menu. */
    ussd: number.optional(),
    web: site.optional(),
    /** When someone answers, as the source says it; absent where the source does not. */
    hours: z.string().min(1).optional(),
    audience,
    /** The site the number was seen on. */
    source: z.union([z.literal(PUBLIC_CODE), site]),
    seenOn,
    confidence,
  })
  .refine(({ phone, text, web }) => phone !== undefined || text !== undefined || web !== undefined, {
    message: "a line needs a way to reach it",
  })
  .refine(({ source, confidence: sure }) => source !== PUBLIC_CODE || sure === "repository", {
    message: "a line seen on a page names the page",
  });

export const helpDirectory = z.strictObject({
  countries: z.array(
    z.strictObject({
      /** ISO 3166 code; the name comes from the language. */
      country: z.string().regex(/^[A-Z]{2}$/),
      emergency: z.strictObject({
        numbers: z.array(number).min(1),
        /** What to press when one cannot speak. */
        silent: number.optional(),
        seenOn,
      }),
      lines: z.array(helpLine).min(1),
    }),
  ),
});

export type HelpLine = z.infer<typeof helpLine>;
export type HelpDirectory = z.infer<typeof helpDirectory>;
