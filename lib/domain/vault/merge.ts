import type { CheckIn } from "../check-in/schema";
import type { Entry } from "../entry/schema";
import type { Share } from "../entry/share";
import type { CheckInsDocument, EntriesDocument, LinkDocument, ProfileDocument, SetAside } from "./schema";

/*
 * Two devices wrote the same document. [Note: Merging]
 *
 * `base` is the document both started from (null when unknown), `mine` what this device wants to write, `theirs` what
 * the server already holds. Entry by entry:
 * - changed on one side only: that side is taken;
 * - changed on both: the later edit wins, and the other is set aside for the person to look at;
 * - deleted on one side, edited later on the other: it stays, but is no longer shared;
 * - sharing is merged apart from content, and where both sides changed it, only what both share stays shared.
 * So nothing is dropped without a word, and merging never shows the other person more than both devices agreed on.
 */

type Item = Entry | CheckIn;
type Items<One extends Item> = {
  readonly items: Readonly<Record<string, One>>;
  readonly deleted: Readonly<Record<string, number>>;
};
type Merged<One extends Item> = {
  items: Record<string, One>;
  deleted: Record<string, number>;
  setAside: SetAside[];
};

/** Merges two versions of the entries document. `newId` gives ids for edits that are set aside. */
export function mergeEntries(
  base: EntriesDocument | null,
  mine: EntriesDocument,
  theirs: EntriesDocument,
  newId: () => string,
): EntriesDocument {
  const merged = mergeItems<Entry>(
    base && { items: base.entries, deleted: base.deleted },
    { items: mine.entries, deleted: mine.deleted },
    { items: theirs.entries, deleted: theirs.deleted },
    newId,
  );
  return {
    schema: 1,
    entries: merged.items,
    deleted: merged.deleted,
    paused: mergePaused(base, mine, theirs),
    setAside: [...mergeSetAside(base, mine, theirs), ...merged.setAside],
  };
}

/** Merges two versions of a month of check-ins. `newId` gives ids for edits that are set aside. */
export function mergeCheckIns(
  base: CheckInsDocument | null,
  mine: CheckInsDocument,
  theirs: CheckInsDocument,
  newId: () => string,
): CheckInsDocument {
  const merged = mergeItems<CheckIn>(
    base && { items: base.checkIns, deleted: base.deleted },
    { items: mine.checkIns, deleted: mine.deleted },
    { items: theirs.checkIns, deleted: theirs.deleted },
    newId,
  );
  return {
    schema: 1,
    checkIns: merged.items,
    deleted: merged.deleted,
    setAside: [...mergeSetAside(base, mine, theirs), ...merged.setAside],
  };
}

/** Settings: the later edit wins. */
export function mergeProfile(mine: ProfileDocument, theirs: ProfileDocument): ProfileDocument {
  return mine.editedAt >= theirs.editedAt ? mine : theirs;
}

/** Linking: the later edit wins; for one and the same link, the newest page ever seen is kept. */
export function mergeLink(mine: LinkDocument, theirs: LinkDocument): LinkDocument {
  const [winner, other] = mine.editedAt >= theirs.editedAt ? [mine, theirs] : [theirs, mine];
  if (winner.link.state !== "linked" || other.link.state !== "linked") return winner;
  if (winner.link.linkId !== other.link.linkId) return winner;
  const theirPageSeen = Math.max(winner.link.theirPageSeen, other.link.theirPageSeen);
  return { ...winner, link: { ...winner.link, theirPageSeen } };
}

function mergeItems<One extends Item>(
  base: Items<One> | null,
  mine: Items<One>,
  theirs: Items<One>,
  newId: () => string,
): Merged<One> {
  const result: Merged<One> = { items: {}, deleted: {}, setAside: [] };
  const ids = new Set(
    [mine, theirs].flatMap((side) => [...Object.keys(side.items), ...Object.keys(side.deleted)]),
  );
  for (const id of ids) {
    const deletedAt = Math.max(mine.deleted[id] ?? 0, theirs.deleted[id] ?? 0);
    const my = mine.items[id];
    const their = theirs.items[id];
    if (my && their) {
      const both = mergeBoth(base?.items[id], my, their);
      result.items[id] = both.winner;
      if (both.loser) {
        result.setAside.push({ id: newId(), setAsideAt: both.winner.editedAt, item: notShared(both.loser) });
      }
      continue;
    }
    const only = my ?? their;
    if (only && deletedAt === 0) result.items[id] = only;
    else if (only && only.editedAt > deletedAt) result.items[id] = notShared(only);
    else result.deleted[id] = deletedAt;
  }
  return result;
}

function mergeBoth<One extends Item>(
  base: One | undefined,
  mine: One,
  theirs: One,
): { winner: One; loser?: One } {
  if (sameContent(mine, theirs)) {
    const editedAt = Math.max(mine.editedAt, theirs.editedAt);
    return { winner: { ...withMergedShare(mine, base, mine, theirs), editedAt } };
  }
  if (base && sameContent(base, mine)) return { winner: withMergedShare(theirs, base, mine, theirs) };
  if (base && sameContent(base, theirs)) return { winner: withMergedShare(mine, base, mine, theirs) };
  const mineWins = mine.editedAt >= theirs.editedAt;
  const winner: One = mineWins ? mine : theirs;
  return { winner: withMergedShare(winner, base, mine, theirs), loser: mineWins ? theirs : mine };
}

function withMergedShare<One extends Item>(item: One, base: One | undefined, mine: One, theirs: One): One {
  if (same(mine.share, theirs.share)) return { ...item, share: mine.share };
  if (base && same(base.share, mine.share)) return { ...item, share: theirs.share };
  if (base && same(base.share, theirs.share)) return { ...item, share: mine.share };
  return limitedTo({ ...item, share: mine.share }, theirs.share);
}

/** The item, sharing only what `limit` shares too: the parts in common, from the later start to the earlier end. */
function limitedTo<One extends Item>(item: One, limit: Share<string>): One {
  const limited = structuredClone(item);
  if (limited.share === null || limit === null) return notShared(limited);
  const { share } = limited;
  for (let index = share.parts.length - 1; index >= 0; index--) {
    const part = share.parts[index];
    if (part === undefined || !limit.parts.includes(part)) share.parts.splice(index, 1);
  }
  if (limit.from !== null) share.from = Math.max(share.from ?? limit.from, limit.from);
  if (limit.until !== null) share.until = Math.min(share.until ?? limit.until, limit.until);
  return share.parts.length === 0 ? notShared(limited) : limited;
}

function mergePaused(
  base: EntriesDocument | null,
  mine: EntriesDocument,
  theirs: EntriesDocument,
): EntriesDocument["paused"] {
  if (base && base.paused.editedAt === mine.paused.editedAt) return theirs.paused;
  if (base && base.paused.editedAt === theirs.paused.editedAt) return mine.paused;
  return {
    on: mine.paused.on || theirs.paused.on,
    editedAt: Math.max(mine.paused.editedAt, theirs.paused.editedAt),
  };
}

/** What either side still keeps; what one side has dismissed since `base` stays dismissed. */
function mergeSetAside(
  base: { setAside: SetAside[] } | null,
  mine: { setAside: SetAside[] },
  theirs: { setAside: SetAside[] },
): SetAside[] {
  const ids = (side: { setAside: SetAside[] } | null) => new Set(side?.setAside.map((one) => one.id));
  const [inBase, inMine, inTheirs] = [ids(base), ids(mine), ids(theirs)];
  return [
    ...mine.setAside.filter((one) => inTheirs.has(one.id) || !inBase.has(one.id)),
    ...theirs.setAside.filter((one) => !inMine.has(one.id) && !inBase.has(one.id)),
  ];
}

const notShared = <One extends Item>(item: One): One => ({ ...item, share: null });

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const sameContent = (a: Item, b: Item): boolean =>
  same({ ...a, share: null, editedAt: 0 }, { ...b, share: null, editedAt: 0 });

/** JSON with the keys of every object sorted, so that equal values give equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
