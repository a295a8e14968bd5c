import { same } from "../canonical";
import { hasEnded, type PartShare, type Share } from "../entry/share";
import { waitsForCondition } from "../kind/content";
import type { AnyItem, PartOf } from "../kinds";
import { alwaysShown, contentOf, PARTS } from "./parts";

/*
 * How sharing stands for an item: one answer to each question a screen asks. `period` is the one that stands in the
 * link document, null while linked with nobody; `now` is milliseconds since 1970. Whether everything is paused is
 * another question, and belongs to the whole vault.
 */

type Part = PartOf<AnyItem>;

/** A part, or the name that goes along with every part. A hard moment has a part of that name, and no other. */
export type PartOrName = Part | "name";

/** Whether this is the name that goes along with every part of the item, and no part by itself. */
export const isNameAlong = (item: AnyItem, part: PartOrName): boolean =>
  part === "name" && !PARTS[item.kind].some((one: Part) => one === part);

/** The share of one part, if it is ticked and its end has not come. */
export function tickOf(item: AnyItem, part: string, now: number): PartShare | undefined {
  const share: Share = item.share;
  const one = share?.parts[part];
  return one && !hasEnded(one, now) ? one : undefined;
}

/** The parts that are ticked for this period; for null those that were ticked while linked with nobody. */
export const tickedParts = (item: AnyItem, period: string | null, now: number): readonly Part[] =>
  PARTS[item.kind].filter((part: Part) => tickOf(item, part, now)?.period === period);

/** Whether a form shows this part as ticked. */
export const isTicked = (item: AnyItem, part: string, period: string | null, now: number): boolean =>
  tickOf(item, part, now)?.period === period;

/** The parts that are shared with the one linked now, those to come and those with nothing to show yet among them. */
export const sharedParts = (item: AnyItem, period: string | null, now: number): readonly Part[] =>
  period === null ? [] : tickedParts(item, period, now);

/** Whether this part is shared with the one linked now. */
export const isShared = (item: AnyItem, part: string, period: string | null, now: number): boolean =>
  period !== null && isTicked(item, part, period, now);

/** What the other sees of this part, or will from its start on; null while that is nothing. */
export const shownOf = (item: AnyItem, part: string, period: string | null, now: number): unknown =>
  isShared(item, part, period, now) ? (tickOf(item, part, now)?.shown ?? null) : null;

/**
 * What reads otherwise than it is shown, and waits for a press: parts, and "name" for the name that goes along. An
 * `onlyIf` without words is among it while the other sees something; it cannot be shown before it has them.
 */
export function waiting(item: AnyItem, period: string | null, now: number): readonly PartOrName[] {
  const shared = sharedParts(item, period, now);
  const parts = shared.filter((part) => {
    const [content, shown] = [contentOf(item, part), shownOf(item, part, period, now)];
    return waitsForCondition(content) ? shown !== null : !same(content, shown);
  });
  const nameWaits =
    shared.some((part) => shownOf(item, part, period, now) !== null) &&
    !same(item.share?.name ?? null, alwaysShown(item));
  return nameWaits ? ["name", ...parts] : parts;
}

/** Items with parts that are ticked but seen by nobody: ticked while alone, or for a period that is over. */
export function readyToShare<Item extends AnyItem>(
  items: readonly Item[],
  period: string | null,
  now: number,
): { item: Item; parts: readonly Part[] }[] {
  return items.flatMap((item) => {
    const parts = PARTS[item.kind].filter(
      (part: Part) => tickOf(item, part, now) !== undefined && !isShared(item, part, period, now),
    );
    return parts.length > 0 ? [{ item, parts }] : [];
  });
}
