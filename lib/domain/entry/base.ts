import { z } from "zod";

const moment = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** An entry's id inside the vault. It never appears in a page. */
export const entryId = z.string().min(1).max(80);

/** The id of a period of sharing, made at linking and when everything is stopped. */
export const periodId = z.string().min(1).max(64);

/** The share of one part, of which `shown` is seen; see PartShare for what it means. */
export const shareOfPart = <Shown extends z.ZodType>(shown: Shown) =>
  z
    .strictObject({
      period: periodId.nullable(),
      from: moment.nullable(),
      until: moment.nullable(),
      shown: shown.nullable(),
    })
    .optional();

/** `share` over a closed list of parts, each made with shareOfPart; see Share for what it means. */
export const shareOf = <Name extends z.ZodType, Parts extends z.core.$ZodLooseShape>(
  name: Name,
  parts: Parts,
) => z.strictObject({ name: name.nullable(), parts: z.strictObject(parts) }).nullable();

/** The fields that every entry has. `editedAt`: the person's own clock, milliseconds since 1970. */
export const entryBase = { id: entryId, editedAt: moment };
