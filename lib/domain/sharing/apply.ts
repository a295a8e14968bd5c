import type { AnyItem, PartOf } from "../kinds";
import { PARTS } from "./parts";
import type { PartOrName } from "./standing";
import { putBack, showNow, stopItem, tick, undoShow, untick, withShareOf } from "./verbs";

/**
 * What a press does with the sharing of one item, as a message: the screen and the engine both apply it, and come to the same.
 * `giveBack` is the undo of an untick or a stop, and `undoShow` that of a show: they name the item as it was before.
 */
export type ShareVerb =
  | { readonly do: "tick" | "untick"; readonly part: PartOf<AnyItem> }
  | { readonly do: "show"; readonly what: PartOrName | "all" }
  | { readonly do: "undoShow"; readonly what: PartOrName | "all"; readonly as: AnyItem }
  | { readonly do: "putBack"; readonly what: PartOrName }
  | { readonly do: "stop" }
  | { readonly do: "giveBack"; readonly as: AnyItem };

/**
 * The item after a press. A verb that does not fit it (a part that it has not, an earlier item of another kind) changes
 * nothing. `period` and `now` as in verbs.ts.
 */
export function applyShare<Item extends AnyItem>(
  item: Item,
  verb: ShareVerb,
  period: string | null,
  now: number,
): Item {
  switch (verb.do) {
    case "tick":
      return hasPart(item, verb.part) ? tick(item, verb.part, period, now) : item;
    case "untick":
      return hasPart(item, verb.part) ? untick(item, verb.part, now) : item;
    case "show":
      return showNow(item, verb.what, period, now);
    case "undoShow":
      return isLike(verb.as, item) ? undoShow(item, verb.as, verb.what, period, now) : item;
    case "putBack":
      return putBack(item, verb.what, period, now);
    case "stop":
      return stopItem(item, now);
    case "giveBack":
      return isLike(verb.as, item) ? withShareOf(item, verb.as, period, now) : item;
  }
}

const hasPart = <Item extends AnyItem>(item: Item, part: string): part is PartOf<Item> =>
  PARTS[item.kind].some((one) => one === part);

/** Whether one is an item of the other's kind and id. */
export const isLike = <Item extends AnyItem>(one: AnyItem, other: Item): one is Item =>
  one.kind === other.kind && one.id === other.id;
