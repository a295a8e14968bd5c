import type { AnyItem } from "../kinds";
import { lookUp } from "./look-up";
import type { EntriesDocument, ItemsDocument, SetAside } from "./schema";

/*
 * Edits of a document. Each gives a new document and leaves the old one as it was; `now` is milliseconds since 1970.
 * An edit is always later than the one before it, even where the device's clock has gone back in between.
 */

/** The time to give an edit of something last edited at `before`. */
export function editTime(before: number | undefined, now: number): number {
  return Math.max(now, (before ?? 0) + 1);
}

/** The document with this item added, or in place of the one with the same id. */
export function putItem<Document extends ItemsDocument>(
  document: Document,
  item: AnyItem,
  now: number,
): Document {
  const before = latestOf(lookUp(document.items, item.id)?.editedAt, lookUp(document.deleted, item.id));
  return {
    ...document,
    items: { ...document.items, [item.id]: { ...item, editedAt: editTime(before, now) } },
    deleted: without(document.deleted, item.id),
  };
}

/** The document without this item, remembering that it was deleted. Unknown ids change nothing. */
export function deleteItem<Document extends ItemsDocument>(
  document: Document,
  id: string,
  now: number,
): Document {
  const item = lookUp(document.items, id);
  if (!item) return document;
  return {
    ...document,
    items: without(document.items, id),
    deleted: { ...document.deleted, [id]: editTime(item.editedAt, now) },
  };
}

/** The document with sharing paused or resumed. */
export function setPaused(document: EntriesDocument, on: boolean, now: number): EntriesDocument {
  return { ...document, paused: { on, editedAt: editTime(document.paused.editedAt, now) } };
}

/** The document without one edit that had been set aside, once the person has looked at it. */
export function dismissSetAside<Document extends ItemsDocument>(document: Document, id: string): Document {
  return { ...document, setAside: document.setAside.filter((one) => one.id !== id) };
}

/** The document with an edit set aside that had been dismissed: the undo of dismissSetAside. One that is there stays. */
export function keepSetAside<Document extends ItemsDocument>(document: Document, one: SetAside): Document {
  if (document.setAside.some(({ id }) => id === one.id)) return document;
  return { ...document, setAside: [...document.setAside, one] };
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _, ...rest } = record;
  return rest;
}

const latestOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);
