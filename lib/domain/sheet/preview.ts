import type { AnyItem, PartOf } from "../kinds";
import { stopItem, tick } from "../sharing/verbs";
import { composePage } from "./compose";
import type { Page } from "./schema";

const PREVIEW = "preview";

/** The page there is for this item alone: in this period, at time `at`. */
export const pageOfItem = (item: AnyItem, period: string | null, at: number): Page =>
  composePage({ items: [item], paused: false, period }, at);

/** The page there would be for this item alone if exactly these parts of it were shown as they read now. */
export function pageIfShown<Item extends AnyItem>(item: Item, parts: readonly PartOf<Item>[]): Page {
  const shown = parts.reduce((one, part) => tick(one, part, PREVIEW, 0), stopItem(item, 0));
  return pageOfItem(shown, PREVIEW, 0);
}
