import { z } from "zod";

/** A time on the person's own clock, milliseconds since 1970. */
export const moment = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** An item's id inside the vault. It never appears in a page. */
export const entryId = z.string().min(1).max(80);

/** The id of a period of sharing, made at linking and when everything is stopped. */
export const periodId = z.string().min(1).max(64);
