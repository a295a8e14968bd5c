import { isInForce, type PartShare, type Share } from "../entry/share";
import { alongIn, fieldOf, isOnlyIf, partsOf, waitsForCondition } from "./content";
import type { Holds, KindDefinition } from "./definition";

type Fields = Readonly<Record<string, unknown>>;

/** Whether a part's share is seen, in the period and at the moment that a page is for. */
export type Seen = (part: PartShare) => boolean;

/** The parts of a period that are in force at a moment; of any period where it is not known which one holds. */
export const seenIn =
  (period: string | null, anyPeriod: boolean, at: number): Seen =>
  (part) =>
    (anyPeriod || part.period === period) && isInForce(part, at);

/**
 * An item as it stands on a page: what goes along, and what is shown of each part that is seen. Null where that is no part.
 * It copies what the share shows, and looks at nothing else of the item. Keys stand in the order of the definition: that of
 * what was stored could tell of how it came to be.
 */
export function shownOn(
  definition: KindDefinition,
  { kind, share }: { readonly kind: string; readonly share: Share },
  isSeen: Seen,
): object | null {
  const along = share?.name ? alongIn(definition, { ...share.name }) : null;
  if (share === null || along === null) return null;
  const fields: Record<string, unknown> = {};
  for (const part of partsOf(definition)) {
    const held = share.parts[part];
    const shown = held && isSeen(held) ? held.shown : null;
    if (shown !== null && !waitsForCondition(shown)) fields[part] = inOrder(shown);
  }
  return put(definition, { kind, ...along }, fields);
}

/** What of an item on a page still holds while it is not known whether the page is the newest; null where nothing does. */
export function holdingOn(definition: KindDefinition, item: object): object | null {
  const fields = fieldsOn(definition, item);
  const holding = Object.keys(fields).filter((part) =>
    holds(fieldOf(definition, part)?.holds ?? false, fields[part]),
  );
  const isAlong = (part: string) => fieldOf(definition, part)?.holds === "along";
  if (holding.every(isAlong)) return null;
  return put(definition, alongOn(definition, item), pick(fields, holding));
}

/** What an item on a page says, part by part. */
export function fieldsOn(definition: KindDefinition, item: object): Fields {
  const all: Fields = { ...item };
  return pick(
    all,
    partsOf(definition).filter((part) => all[part] !== undefined),
  );
}

/** What an item of a page goes by: its kind, and what goes along with its parts. */
export const alongOn = ({ along }: KindDefinition, item: object): Fields =>
  pick({ ...item }, ["kind", ...Object.keys(along)]);

/** An item of a page that says these parts, in the order of every page; null without any. */
export function put(definition: KindDefinition, along: object, fields: Fields): object | null {
  const parts = partsOf(definition).filter((part) => part in fields);
  return parts.length === 0 ? null : { ...along, ...pick(fields, parts) };
}

/** What is shown, as it is; of an "only if", whose two keys stand in one order. */
const inOrder = (shown: unknown): unknown =>
  isOnlyIf(shown) && "condition" in shown ? { is: "onlyIf", condition: shown.condition } : shown;

const pick = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, from[name]]));

function holds(which: Holds, value: unknown): boolean {
  if (typeof which === "boolean") return which;
  return which === "along" || which.some((choice) => choice === choiceOf(value));
}

/** A choice, or the kind of an answer. */
const choiceOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "is" in value ? value.is : value;
