/**
 * What of an entry the other may see. `null` is the default everywhere: nothing is shared.
 * Times are milliseconds since 1970; `from: null` means already, `until: null` means until I stop it.
 */
export type Share<Part extends string> = {
  readonly parts: readonly Part[];
  readonly from: number | null;
  readonly until: number | null;
} | null;

/** Whether a share is in force at time `at` (milliseconds). The end itself is no longer shared. */
export function isInForce(share: Share<string>, at: number): boolean {
  if (share === null) return false;
  return (share.from === null || share.from <= at) && (share.until === null || at < share.until);
}

/** Whether a share is over by time `at` (milliseconds), and will not be in force again by itself. */
export function hasEnded(share: NonNullable<Share<string>>, at: number): boolean {
  return share.until !== null && share.until <= at;
}

/** The parts that are shared at time `at`; an empty set when nothing is. */
export function partsInForce<Part extends string>(share: Share<Part>, at: number): ReadonlySet<Part> {
  return new Set(share !== null && isInForce(share, at) ? share.parts : []);
}

/** Every moment after `after` at which this share starts or ends. */
export function turningPoints(share: Share<string>, after: number): number[] {
  if (share === null) return [];
  return [share.from, share.until].filter((time): time is number => time !== null && time > after);
}
