/**
 * One ticked part of an item.
 *
 * `period` is the period of sharing that the tick belongs to; null for a tick made while linked with nobody. Only the
 * period that stands in the link document is seen by anyone.
 * Times are milliseconds since 1970; `from: null` means already, `until: null` means until I stop it.
 * `shown` is what the other sees of this part while the share is in force, null while that is nothing. It is a copy of
 * its own: what is written afterwards is not shown before it is let through (sharing/verbs.ts).
 */
export type PartShare<Shown = unknown> = {
  readonly period: string | null;
  readonly from: number | null;
  readonly until: number | null;
  readonly shown: Shown | null;
};

/**
 * What of an item the other may see; null is the default everywhere, and nothing is shared. `name` is what goes along
 * with any part, as the other sees it; null while it has no words, and then nothing of the item is shown.
 */
export type Share = {
  readonly name: object | null;
  readonly parts: Readonly<Record<string, PartShare | undefined>>;
} | null;

type Times = Pick<PartShare, "from" | "until">;

/** Whether a part's share is in force at time `at` (milliseconds). The end itself is no longer shared. */
export function isInForce({ from, until }: Times, at: number): boolean {
  return (from === null || from <= at) && (until === null || at < until);
}

/** Whether a part's share is over by time `at` (milliseconds), and will not be in force again by itself. */
export function hasEnded({ until }: Times, at: number): boolean {
  return until !== null && until <= at;
}

/** Every moment after `after` at which a part of this period starts or ends. */
export function turningPoints(share: Share, period: string | null, after: number): number[] {
  if (period === null) return [];
  return Object.values(share?.parts ?? {})
    .flatMap((one) => (one?.period === period ? [one.from, one.until] : []))
    .filter((time): time is number => time !== null && time > after);
}
