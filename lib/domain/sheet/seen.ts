import * as z from "zod/mini";

/**
 * How many overtaken pages are remembered: at 25 bytes each the document that holds them stays a small one. A page that
 * was overtaken longer ago than that would be taken for a new one.
 */
export const PAGES_REMEMBERED = 256;

const pageId = z.string().check(z.minLength(1), z.maxLength(64));

/**
 * Which pages of the other side have been opened, by their ids. `newest` is the one that was opened last, or two where
 * two devices do not know which came first; `older` are those overtaken since. A page has a random id and no number or
 * moment, so that nobody who reads it can tell when it was made or how many there were.
 */
export const pagesSeen = z.strictObject({
  newest: z.array(pageId),
  older: z.array(pageId).check(z.maxLength(PAGES_REMEMBERED)),
});
export type PagesSeen = z.infer<typeof pagesSeen>;

export const NO_PAGE_SEEN: PagesSeen = { newest: [], older: [] };

/** Whether another page has been opened after this one: whoever serves it again is putting an old one back. */
export const isOvertaken = (seen: PagesSeen, id: string): boolean => seen.older.includes(id);

/** With a page that was opened just now, and is not an overtaken one; the same object when it is the newest already. */
export function withPageSeen(seen: PagesSeen, id: string): PagesSeen {
  if (seen.newest.includes(id)) return seen;
  return { newest: [id], older: remembered([...seen.older, ...seen.newest]) };
}

/** What two devices have seen between them: a page is overtaken when either has opened another after it. */
export function mergePagesSeen(a: PagesSeen, b: PagesSeen): PagesSeen {
  const overtaken = new Set([...a.older, ...b.older]);
  const newest = new Set([...a.newest, ...b.newest].filter((id) => !overtaken.has(id)));
  return { newest: [...newest], older: remembered([...overtaken]) };
}

const remembered = (ids: string[]): string[] => [...new Set(ids)].slice(-PAGES_REMEMBERED);
