import { z } from "zod";
import { MAX_PAGE_BYTES, MAX_PAGES } from "./limits";
import { moment, randomId, sealedText } from "./primitives";

const sealed = sealedText(MAX_PAGE_BYTES);

export const sealedPage = z.strictObject({ effectiveFrom: moment, sealed });
export type SealedPage = z.infer<typeof sealedPage>;

/** GET /api/sheet: the other side's page in force, with an ETag over its bytes. Nothing else: no time, no count. */
export const theirPageResponse = z.object({ sealed });

/** GET /api/sheet/mine: one's own schedule. `now` is the server's clock, `revision` goes up with each write. */
export const myScheduleResponse = z.object({
  now: moment,
  revision: z.number().int().min(0),
  pages: z.array(sealedPage),
});
export type MySchedule = z.infer<typeof myScheduleResponse>;

/**
 * PUT /api/sheet/mine: `current`, where given, takes the place of the page in force at once, whatever its moment and the clocks
 * say; null leaves that page as it is, byte for byte. `later` replaces every page to come. `conflict` when `revision` is not the
 * one held, and also when a later page does not come after the one in force, or is further ahead than MAX_AHEAD_MS: read again,
 * the clock too, and compose anew. Pages that are not in strictly rising order among themselves are a bad_request. `not_linked`
 * where one is linked by another link.
 */
export const putScheduleRequest = z.strictObject({
  /** The link that the pages are sealed for, so that a device which has not heard of a newer one writes nothing into its seat. */
  linkId: randomId,
  revision: z.number().int().min(0),
  current: sealedPage.nullable(),
  later: z.array(sealedPage).max(MAX_PAGES - 1),
});
export const putScheduleResponse = z.object({ revision: z.number().int() });
