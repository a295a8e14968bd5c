import type { ScheduledPage } from "./compose";
import { inForceAt } from "./in-force";
import { samePage } from "./page";

/** What to send so that the composed schedule stands. */
export type PagesToSend = {
  /** The page to put in place of the one in force; null when that one says the same and must stay as it is. */
  readonly current: ScheduledPage | null;
  /** Every page that is to come, those already published among them. */
  readonly later: readonly ScheduledPage[];
  /** Nothing needs to be sent at all. */
  readonly unchanged: boolean;
};

/**
 * Compares what is published with what was composed just now, so that an edit which changes nothing shared sends
 * nothing. `published` stands in rising order, its first page in force (empty when nothing was ever published); a later
 * page whose moment has come by the composed schedule's start is in force by now. Page and moment are all that is
 * compared: the moment since which the page in force holds is of no matter.
 */
export function pagesToSend(
  published: readonly ScheduledPage[],
  composed: readonly [ScheduledPage, ...ScheduledPage[]],
): PagesToSend {
  const [current, ...later] = composed;
  const inForce = inForceAt(
    published.map(({ effectiveFrom }) => effectiveFrom),
    current.effectiveFrom,
  );
  const held = published[inForce];
  const stays = held !== undefined && samePage(held.page, current.page);
  return {
    current: stays ? null : current,
    later,
    unchanged: stays && sameSchedule(published.slice(inForce + 1), later),
  };
}

/** Whether two schedules are of the same pages at the same moments. */
export const sameSchedule = (a: readonly ScheduledPage[], b: readonly ScheduledPage[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return other?.effectiveFrom === one.effectiveFrom && samePage(one.page, other.page);
  });
