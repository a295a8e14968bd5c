/** Waits between checks for the other's page, milliseconds: the first while all goes well, the next ones as checks fail. */
const WAITS_MS = [15_000, 30_000, 60_000] as const;

/** How far a wait may lie from its length, as a part of it. */
const JITTER = 1 / 3;

/** Out of view for longer than this, milliseconds, a page that was read before is no longer taken for the newest. */
export const LONG_HIDDEN_MS = 20_000;

/** How long to wait after this many failures in a row, milliseconds. `chance` is from 0 to 1, random. */
export function waitAfter(failures: number, chance: number): number {
  const wait = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? WAITS_MS[0];
  return wait * (1 + (chance * 2 - 1) * JITTER);
}
