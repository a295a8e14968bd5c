import { hasEnded } from "../entry/share";
import type { PartOf, Shareable } from "./parts";

/**
 * The same item with exactly `parts` shared from now until it is stopped; an empty list shares nothing.
 * `now`: milliseconds since 1970.
 */
export function withShared<Item extends Shareable>(
  item: Item,
  parts: readonly PartOf<Item>[],
  now: number,
): Item {
  const unique = [...new Set(parts)].sort();
  const share = unique.length === 0 ? null : { parts: unique, from: null, until: null };
  return { ...item, share, editedAt: now };
}

/**
 * The same item with one part more, or one fewer, shared. The share keeps its start and its end. One that has ended
 * shares nothing, so what it held does not come back with the new part.
 */
export function withPart<Item extends Shareable>(
  item: Item,
  part: PartOf<Item>,
  on: boolean,
  now: number,
): Item {
  const share = item.share !== null && hasEnded(item.share, now) ? null : item.share;
  const others = (share?.parts ?? []).filter((other) => other !== part);
  const changed = withShared(item, on ? [...others, part] : others, now);
  if (changed.share === null || share === null) return changed;
  return { ...changed, share: { ...changed.share, from: share.from, until: share.until } };
}

/** The same item with nothing shared. */
export const withNothingShared = <Item extends Shareable>(item: Item, now: number): Item =>
  withShared(item, [], now);
