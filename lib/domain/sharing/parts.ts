import type { CheckIn } from "../check-in/schema";
import { hasTwoWays } from "../comfort/make";
import type { Entry } from "../entry/schema";
import { alongIn, contentIn, fieldOf, partsOf, waitsForCondition, withContentIn } from "../kind/content";
import type { Field } from "../kind/definition";
import { KINDS } from "../kinds";

/** Anything that can be shared part by part. */
export type Shareable = Entry | CheckIn;

type Parts<Item extends Shareable> = NonNullable<Item["share"]>["parts"];
export type PartOf<Item extends Shareable> = Item extends Shareable ? keyof Parts<Item> & string : never;

/** Every part that an item of this kind can share, in the order in which a form shows them. */
export const PARTS = {
  comfort: partsOf(KINDS.comfort),
  hardMoment: partsOf(KINDS.hardMoment),
  support: partsOf(KINDS.support),
  checkIn: partsOf(KINDS.checkIn),
} as const satisfies { [Kind in Shareable["kind"]]: readonly PartOf<Extract<Shareable, { kind: Kind }>>[] };

/** The parts that this item offers to share, in the order in which a form shows them. */
export function partsOffered(item: Shareable): readonly PartOf<Shareable>[] {
  if (item.kind !== "comfort") return PARTS[item.kind];
  return PARTS.comfort.filter((part) =>
    hasTwoWays(item) ? part !== "either" : part !== "whenTheyStart" && part !== "whenIStart",
  );
}

/** Whether the item has something under this part, so that sharing it would show something. */
export const isFilled = (item: Shareable, part: PartOf<Shareable>): boolean =>
  nameGoingAlong(item) !== null && showable(contentOf(item, part)) !== null;

/** The field of a part; undefined for a name that is no part of this kind. */
export const partField = (kind: Shareable["kind"], part: string): Field | undefined =>
  fieldOf(KINDS[kind], part);

/** What a page tells besides, whichever part is shared; null when there are no words for it, and nothing can be shown. */
export const nameGoingAlong = (item: Shareable): object | null => alongIn(KINDS[item.kind], item);

/** What the item says under a part, without blanks around it; null when that is nothing. */
export function contentOf(item: Shareable, part: string): unknown {
  const field = partField(item.kind, part);
  return field ? contentIn(item, part, field) : null;
}

/** The content as it can be shown: an answer that waits for its condition says nothing yet. */
export const showable = (content: unknown): unknown => (waitsForCondition(content) ? null : content);

/** The item with `shown`, something it said under this part before, written there again; null empties the part. */
export function withContent<Item extends Shareable>(item: Item, part: string, shown: unknown): Item {
  const field = partField(item.kind, part);
  return field ? withContentIn(item, part, field, shown) : item;
}
