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

/** The same item with one part more, or one fewer, shared. */
export function withPart<Item extends Shareable>(
  item: Item,
  part: PartOf<Item>,
  on: boolean,
  now: number,
): Item {
  const others = (item.share?.parts ?? []).filter((other) => other !== part);
  return withShared(item, on ? [...others, part] : others, now);
}

/** The same item with nothing shared. */
export const withNothingShared = <Item extends Shareable>(item: Item, now: number): Item =>
  withShared(item, [], now);
