import * as z from "zod/mini";

/** A time on the person's own clock, milliseconds since 1970. */
export const moment = z.int().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER));

/** An item's id inside the vault. It never appears in a page. */
export const entryId = z.string().check(z.minLength(1), z.maxLength(80));

/** The id of a period of sharing, made at linking and when everything is stopped. */
export const periodId = z.string().check(z.minLength(1), z.maxLength(64));
