import { same } from "../canonical";
import { LIST_LENGTH } from "../entry/limits";
import { type PartDirection, WAITS } from "../kind/definition";
import type { AnyItem } from "../kinds";
import { partField } from "./parts";

/** The direction of a part of this kind; whatever is no part, such as the name that goes along, waits. */
export const directionOf = (kind: AnyItem["kind"], part: string): PartDirection =>
  partField(kind, part)?.direction ?? WAITS;

export type Change = "same" | "tightens" | "loosens";

/**
 * What it would be for the other if `content` stood in place of `shown`; null is nothing. "loosens" is whatever is
 * neither the same nor tighter, so that other words of one rank count as that.
 */
export function changeOf(direction: PartDirection, shown: unknown, content: unknown): Change {
  if (same(shown, content)) return "same";
  switch (direction.is) {
    case "order":
      return rankOf(direction, content) < rankOf(direction, shown) ? "tightens" : "loosens";
    case "limits":
      return linesMore(shown, content) === null ? "loosens" : "tightens";
    case "waits":
      return "loosens";
  }
}

/** The rank of a choice, or of an answer by its kind. */
export function rankOf(direction: PartDirection & { is: "order" }, value: unknown): number {
  const choice = typeof value === "object" && value !== null && "is" in value ? value.is : value;
  return typeof choice === "string" ? (direction.ranks[choice] ?? direction.unset) : direction.unset;
}

/**
 * The lines that `after` has more than `before`; null where one of `before` is gone or in another place. A flag counts
 * as one line.
 */
export function linesMore(before: unknown, after: unknown): unknown[] | null {
  const kept = linesOf(before);
  const added: unknown[] = [];
  let at = 0;
  for (const line of linesOf(after)) {
    if (at < kept.length && line === kept[at]) at++;
    else added.push(line);
  }
  return at === kept.length ? added : null;
}

/**
 * Both limits together: a flag that is set on either side, or the lines of `first` and then those that only `second`
 * has. Null where they are too many for one list.
 */
export function bothLimits(first: unknown, second: unknown): unknown {
  if (!Array.isArray(first) && !Array.isArray(second)) return first ?? second;
  const added = [...linesOf(second)];
  for (const line of linesOf(first)) {
    const at = added.indexOf(line);
    if (at !== -1) added.splice(at, 1);
  }
  const together = [...linesOf(first), ...added];
  return together.length > LIST_LENGTH ? null : together;
}

const linesOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
