import type { CheckIn } from "../check-in/schema";
import type { Entry } from "../entry/schema";
import { lookUp } from "./look-up";
import type { CheckInsDocument, EntriesDocument, SetAside } from "./schema";

/*
 * Edits of a document. Each gives a new document and leaves the old one as it was; `now` is milliseconds since 1970.
 * An edit is always later than the one before it, even where the device's clock has gone back in between.
 */

/** The time to give an edit of something last edited at `before`. */
export function editTime(before: number | undefined, now: number): number {
  return Math.max(now, (before ?? 0) + 1);
}

/** The document with this entry added, or in place of the one with the same id. */
export function putEntry(document: EntriesDocument, entry: Entry, now: number): EntriesDocument {
  const editedAt = editTime(
    latestOf(lookUp(document.entries, entry.id)?.editedAt, lookUp(document.deleted, entry.id)),
    now,
  );
  return {
    ...document,
    entries: { ...document.entries, [entry.id]: { ...entry, editedAt } },
    deleted: without(document.deleted, entry.id),
  };
}

/** The document without this entry, remembering that it was deleted. Unknown ids change nothing. */
export function deleteEntry(document: EntriesDocument, id: string, now: number): EntriesDocument {
  const entry = lookUp(document.entries, id);
  if (!entry) return document;
  return {
    ...document,
    entries: without(document.entries, id),
    deleted: { ...document.deleted, [id]: editTime(entry.editedAt, now) },
  };
}

/** The document with sharing paused or resumed. */
export function setPaused(document: EntriesDocument, on: boolean, now: number): EntriesDocument {
  return { ...document, paused: { on, editedAt: editTime(document.paused.editedAt, now) } };
}

/** The document with this check-in added, or in place of the one with the same id. */
export function putCheckIn(document: CheckInsDocument, checkIn: CheckIn, now: number): CheckInsDocument {
  const before = latestOf(
    lookUp(document.checkIns, checkIn.id)?.editedAt,
    lookUp(document.deleted, checkIn.id),
  );
  return {
    ...document,
    checkIns: { ...document.checkIns, [checkIn.id]: { ...checkIn, editedAt: editTime(before, now) } },
    deleted: without(document.deleted, checkIn.id),
  };
}

/** The document without this check-in, remembering that it was deleted. Unknown ids change nothing. */
export function deleteCheckIn(document: CheckInsDocument, id: string, now: number): CheckInsDocument {
  const checkIn = lookUp(document.checkIns, id);
  if (!checkIn) return document;
  return {
    ...document,
    checkIns: without(document.checkIns, id),
    deleted: { ...document.deleted, [id]: editTime(checkIn.editedAt, now) },
  };
}

/** The document without one edit that had been set aside, once the person has looked at it. */
export function dismissSetAside<Document extends EntriesDocument | CheckInsDocument>(
  document: Document,
  id: string,
): Document {
  return { ...document, setAside: document.setAside.filter((one) => one.id !== id) };
}

/** The document with an edit set aside that had been dismissed: the undo of dismissSetAside. One that is there stays. */
export function keepSetAside<Document extends EntriesDocument | CheckInsDocument>(
  document: Document,
  one: SetAside,
): Document {
  if (document.setAside.some(({ id }) => id === one.id)) return document;
  return { ...document, setAside: [...document.setAside, one] };
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _, ...rest } = record;
  return rest;
}

const latestOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);
