import { z } from "zod";

const moment = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** An entry's id inside the vault. It never appears in a page. */
export const entryId = z.string().min(1).max(80);

/** `share` over a closed list of parts; see Share for what it means. */
export function shareOf<const Parts extends readonly [string, ...string[]]>(parts: Parts) {
  return z
    .strictObject({ parts: z.array(z.enum(parts)), from: moment.nullable(), until: moment.nullable() })
    .nullable();
}

/** The fields that every entry has. `editedAt`: the person's own clock, milliseconds since 1970. */
export const entryBase = { id: entryId, editedAt: moment };
