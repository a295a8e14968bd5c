/**
 * Which page of a schedule is in force at a moment: the latest that is not in the future, or else, when clocks went back, the
 * earliest. `moments` are those at which pages take force, rising, and like `at` milliseconds since 1970. Gives the place among
 * them; -1 where there is none. The server picks by the same rule (lib/server/sheets.ts), and a test ties it to this one.
 */
export const inForceAt = (moments: readonly number[], at: number): number =>
  moments.findLastIndex((moment, place) => place === 0 || moment <= at);
