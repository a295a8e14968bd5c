import * as z from "zod/mini";
import { FIRST_PERIOD } from "./001-a-share-for-each-part";

const looseLink = z.looseObject({ schema: z.literal(1), link: z.looseObject({ state: z.string() }) });

/**
 * The link, version 1 to 2: a link that stands is in the period of what is shared already, so that it stays shared. What
 * is no link of version 1 stays none.
 */
export function linkWithPeriod(old: unknown): unknown {
  const document = looseLink.safeParse(old);
  if (!document.success) return old;
  const { link } = document.data;
  const linked = link.state === "linked" ? { ...link, period: FIRST_PERIOD, periodSince: 0 } : link;
  return { ...document.data, schema: 2, link: linked };
}
