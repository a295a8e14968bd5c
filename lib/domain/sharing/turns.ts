import type { Share } from "../entry/share";
import type { AnyItem } from "../kinds";

/** Every moment, past or to come, at which something of these items begins or ends by itself, in whichever period; once each. */
export function turnsOf(items: readonly AnyItem[]): readonly number[] {
  const times = items.flatMap(({ share }: { share: Share }) =>
    Object.values(share?.parts ?? {}).flatMap((one) => (one ? [one.from, one.until] : [])),
  );
  return [...new Set(times.filter((time) => time !== null))];
}

/** Whether something is otherwise at one moment than at the other because of this turn, whichever of the two comes first. */
export const isBetween = (turn: number, one: number, other: number): boolean => one < turn !== other < turn;
