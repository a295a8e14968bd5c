import * as z from "zod/mini";

const looseProfile = z.looseObject({ schema: z.literal(1) });

/** The profile, version 1 to 2: no copy of the link yet, and spelling is not checked. What is no profile stays none. */
export function profileWithLinkCopy(old: unknown): unknown {
  const document = looseProfile.safeParse(old);
  return document.success ? { ...document.data, schema: 2, spellCheck: false, linkCopy: null } : old;
}
