import { hasTwoWays } from "../comfort/topics";
import {
  alongIn,
  contentIn,
  fieldOf,
  heldIn,
  isAlongSame,
  partsOf,
  waitsForCondition,
  withContentIn,
} from "../kind/content";
import type { Field } from "../kind/definition";
import { type AnyItem, KINDS, type Kind, type PartOf } from "../kinds";

/** Every part that an item of each kind can share, in the order in which a form shows them. */
export const PARTS = Object.fromEntries(
  Object.entries(KINDS).map(([kind, definition]) => [kind, partsOf<string>(definition)]),
) as { readonly [Of in Kind]: readonly (keyof (typeof KINDS)[Of]["fields"])[] };

/** The parts that this item offers to share, in the order in which a form shows them. */
export function partsOffered(item: AnyItem): readonly PartOf<AnyItem>[] {
  if (item.kind !== "comfort") return PARTS[item.kind];
  return PARTS.comfort.filter((part) =>
    hasTwoWays(item) ? part !== "either" : part !== "whenTheyStart" && part !== "whenIStart",
  );
}

/** Whether the item has something under this part, so that sharing it would show something. */
export const isFilled = (item: AnyItem, part: PartOf<AnyItem>): boolean =>
  alwaysShown(item) !== null && showable(contentOf(item, part)) !== null;

/** The field of a part; undefined for a name that is no part of this kind. */
export const partField = (kind: AnyItem["kind"], part: string): Field | undefined =>
  fieldOf(KINDS[kind], part);

/** What a page tells besides, whichever part is shared; null when there are no words for it, and nothing can be shown. */
export const alwaysShown = (item: AnyItem): object | null => alongIn(KINDS[item.kind], item);

/** What the item says under a part, without blanks around it; null when that is nothing. */
export function contentOf(item: AnyItem, part: string): unknown {
  const field = partField(item.kind, part);
  return field ? contentIn(item, part, field) : null;
}

/** Whether two versions of one item are alike in what a form has at this part: what it says, or what goes along, and the sharing. */
export function isAlikeAt(one: AnyItem, other: AnyItem, part: string): boolean {
  if (!isSharedAlike(one, other)) return false;
  const field = partField(one.kind, part);
  return field
    ? heldIn(one, part, field) === heldIn(other, part, field)
    : isAlongSame(KINDS[one.kind], one, other);
}

/** Whether these are two versions of one item, and shared alike. */
export const isSharedAlike = (one: AnyItem, other: AnyItem): boolean =>
  one.kind === other.kind && one.id === other.id && one.share === other.share;

/** The content as it can be shown: an answer that waits for its condition says nothing yet. */
export const showable = (content: unknown): unknown => (waitsForCondition(content) ? null : content);

/** The item with `shown`, something it said under this part before, written there again; null empties the part. */
export function withContent<Item extends AnyItem>(item: Item, part: string, shown: unknown): Item {
  const field = partField(item.kind, part);
  return field ? withContentIn(item, part, field, shown) : item;
}
