import type { PartOf, Shareable } from "../sharing/parts";
import { stopItem, tick } from "../sharing/verbs";
import { composePage } from "./compose";
import type { Page } from "./schema";

const PREVIEW = "preview";

/** The page there is for this item alone: in this period, at time `at`. */
export const pageOfItem = (item: Shareable, period: string | null, at: number): Page =>
  composePage(
    item.kind === "checkIn"
      ? { entries: [], checkIns: [item], paused: false, period }
      : { entries: [item], checkIns: [], paused: false, period },
    at,
  );

/** The page there would be for this item alone if exactly these parts of it were shown as they read now. */
export function pageIfShown<Item extends Shareable>(item: Item, parts: readonly PartOf<Item>[]): Page {
  const shown = parts.reduce((one, part) => tick(one, part, PREVIEW, 0), stopItem(item, 0));
  return pageOfItem(shown, PREVIEW, 0);
}
