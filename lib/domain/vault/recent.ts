import { same } from "../canonical";
import { lookUp } from "./look-up";
import type { EntriesDocument, ItemsChange, ItemsDocument } from "./schema";

/*
 * What was edited since a document of items was written last, as a change that rests beside it: so an edit costs what it
 * changes, and not the whole document.
 */

/** What makes `to` of `from`; null where they hold the same. `to` was made from `from` by edits and merging. */
export function changeBetween(from: ItemsDocument, to: ItemsDocument): ItemsChange | null {
  if (from === to) return null;
  const change: ItemsChange = {
    items: differing(from.items, to.items),
    deleted: differing(from.deleted, to.deleted),
    setAside: without(to.setAside, from.setAside),
    dismissed: without(from.setAside, to.setAside).map(({ id }) => id),
  };
  const [before, now] = [pausedOf(from), pausedOf(to)];
  if (now && !same(before, now)) change.paused = now;
  return isNothing(change) ? null : change;
}

/** The document with a change made; the very same object where there is none. */
export function withChange<Document extends ItemsDocument>(
  document: Document,
  change: ItemsChange | undefined,
): Document {
  if (change === undefined) return document;
  const { items, deleted, setAside, dismissed, paused } = change;
  const isLookedAt = new Set(dismissed);
  const kept = document.setAside.filter(({ id }) => !isLookedAt.has(id));
  return {
    ...document,
    items: { ...missing(document.items, deleted), ...items },
    deleted: { ...missing(document.deleted, items), ...deleted },
    setAside: [...kept, ...without(setAside, kept)],
    ...(paused && "paused" in document ? { paused } : {}),
  };
}

/** What a change was made from: of the document what the change touches, as a change of a blank one. */
export function touchedOf(document: ItemsDocument, change: ItemsChange): ItemsChange {
  const ids = [...Object.keys(change.items), ...Object.keys(change.deleted)];
  const [isDismissed, paused] = [new Set(change.dismissed), pausedOf(document)];
  return {
    items: picked(document.items, ids),
    deleted: picked(document.deleted, ids),
    setAside: document.setAside.filter(({ id }) => isDismissed.has(id)),
    dismissed: [],
    ...(change.paused && paused ? { paused } : {}),
  };
}

/** How many items a change holds, whatever was done with them. */
export const sizeOf = ({ items, deleted, setAside, dismissed }: ItemsChange): number =>
  Object.keys(items).length + Object.keys(deleted).length + setAside.length + dismissed.length;

const isNothing = (change: ItemsChange): boolean => sizeOf(change) === 0 && change.paused === undefined;

/** The values of `to` that are not the same in `from`. Edits leave what they do not touch as it is: that is seen at once. */
function differing<Value>(
  from: Readonly<Record<string, Value>>,
  to: Readonly<Record<string, Value>>,
): Record<string, Value> {
  if (from === to) return {};
  const isNew = ([id, value]: [string, Value]) => {
    const before = lookUp(from, id);
    return before !== value && !same(before ?? null, value);
  };
  return Object.fromEntries(Object.entries(to).filter(isNew));
}

/** A record of these ids alone, as far as they are there. */
const picked = <Value>(
  record: Readonly<Record<string, Value>>,
  ids: readonly string[],
): Record<string, Value> =>
  Object.fromEntries(
    ids.flatMap((id) => {
      const value = lookUp(record, id);
      return value === undefined ? [] : [[id, value]];
    }),
  );

/** A record without the ids that another one has. */
function missing<Value>(
  record: Readonly<Record<string, Value>>,
  gone: Readonly<Record<string, unknown>>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !Object.hasOwn(gone, id)));
}

function without<One extends { readonly id: string }>(list: readonly One[], others: readonly One[]): One[] {
  if (list === others) return [];
  const ids = new Set(others.map(({ id }) => id));
  return list.filter(({ id }) => !ids.has(id));
}

const pausedOf = (document: ItemsDocument): EntriesDocument["paused"] | null =>
  "paused" in document ? document.paused : null;
