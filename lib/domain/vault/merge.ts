import { canonical, same } from "../canonical";
import type { AnyItem } from "../kinds";
import { mergePagesSeen } from "../sheet/seen";
import { lookUp } from "./look-up";
import { mergeShares } from "./merge-share";
import type { CheckInsDocument, EntriesDocument, LinkDocument, ProfileDocument, SetAside } from "./schema";

/*
 * Two devices wrote the same document. [Note: Merging]
 *
 * `base` is the document both started from (null when unknown), `mine` what this device wants to write, `theirs` what
 * the server already holds. Item by item:
 * - changed on one side only: that side is taken;
 * - changed on both: the later edit wins, and the other is set aside for the person to look at;
 * - deleted on one side, edited on the other and not earlier: it stays, but is no longer shared;
 * - sharing is merged apart from content, part by part (merge-share.ts).
 * So nothing is dropped without a word, and whatever is shown after merging was shown by one of the two, under the same
 * name, or is tighter than that.
 */

/** Merges two versions of the entries document. `newId` gives ids for edits that are set aside. */
export const mergeEntries = (
  base: EntriesDocument | null,
  mine: EntriesDocument,
  theirs: EntriesDocument,
  newId: () => string,
): EntriesDocument => ({
  ...mergeItems(base, mine, theirs, newId),
  paused: mergePaused(base, mine, theirs),
});

/** Settings: the later edit wins. */
export function mergeProfile(mine: ProfileDocument, theirs: ProfileDocument): ProfileDocument {
  return laterFirst(mine, theirs)[0];
}

/**
 * Linking: the later edit wins; for one and the same link, the pages that either has seen are kept, and the newer period
 * of sharing, so that what was stopped on one device is not shared again by another that only noted a page.
 */
export function mergeLink(mine: LinkDocument, theirs: LinkDocument): LinkDocument {
  const [winner, other] = laterFirst(mine, theirs);
  if (winner.link.state !== "linked" || other.link.state !== "linked") return winner;
  if (winner.link.linkId !== other.link.linkId) return winner;
  const theirPages = mergePagesSeen(winner.link.theirPages, other.link.theirPages);
  const { period, periodSince } = other.link.periodSince > winner.link.periodSince ? other.link : winner.link;
  return { ...winner, link: { ...winner.link, period, periodSince, theirPages } };
}

/** Merges two versions of a document of items. `newId` gives ids for edits that are set aside. */
export function mergeItems(
  base: CheckInsDocument | null,
  mine: CheckInsDocument,
  theirs: CheckInsDocument,
  newId: () => string,
): CheckInsDocument {
  const items: [string, AnyItem][] = [];
  const deleted: [string, number][] = [];
  const setAside: SetAside[] = [];
  const ids = new Set(
    [mine, theirs].flatMap((side) => [...Object.keys(side.items), ...Object.keys(side.deleted)]),
  );
  for (const id of ids) {
    const [myDeletion, theirDeletion] = [lookUp(mine.deleted, id), lookUp(theirs.deleted, id)];
    const deletedAt = Math.max(myDeletion ?? -1, theirDeletion ?? -1);
    const [my, their] = [lookUp(mine.items, id), lookUp(theirs.items, id)];
    if (my && their) {
      const both = mergeBoth<AnyItem>(base ? lookUp(base.items, id) : undefined, my, their);
      items.push([id, both.winner]);
      if (both.loser) {
        setAside.push({ id: newId(), setAsideAt: both.winner.editedAt, item: notShared(both.loser) });
      }
      continue;
    }
    const only = my ?? their;
    const broughtBack = base !== null && lookUp(base.deleted, id) === deletedAt;
    if (only && (deletedAt === -1 || broughtBack)) items.push([id, only]);
    else if (only && only.editedAt >= deletedAt) items.push([id, notShared(only)]);
    else deleted.push([id, deletedAt]);
  }
  return {
    schema: 3,
    items: Object.fromEntries(items),
    deleted: Object.fromEntries(deleted),
    setAside: withNew(mergeSetAside(base, mine, theirs), setAside),
  };
}

function mergeBoth<One extends AnyItem>(
  base: One | undefined,
  mine: One,
  theirs: One,
): { winner: One; loser?: One } {
  // The server's own: what follows finds out at a glance that nothing changed.
  if (mine === theirs || same(mine, theirs)) return { winner: theirs };
  const editedAt = Math.max(mine.editedAt, theirs.editedAt);
  const [later, earlier] = laterFirst<One>(mine, theirs);
  const conflict =
    !sameContent(mine, theirs) && !(base && (sameContent(base, mine) || sameContent(base, theirs)));
  const onlyEarlierChanged = base !== undefined && sameContent(base, later);
  const taken: One = onlyEarlierChanged ? earlier : later;
  const other: One = onlyEarlierChanged ? later : earlier;
  const winner: One = { ...taken, share: mergeShares(base, taken, other), editedAt };
  return conflict ? { winner, loser: other } : { winner };
}

function mergePaused(
  base: EntriesDocument | null,
  mine: EntriesDocument,
  theirs: EntriesDocument,
): EntriesDocument["paused"] {
  if (base && same(base.paused, mine.paused)) return theirs.paused;
  if (base && same(base.paused, theirs.paused)) return mine.paused;
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
  return withNew(
    mine.setAside.filter((one) => inTheirs.has(one.id) || !inBase.has(one.id)),
    theirs.setAside.filter((one) => !inMine.has(one.id) && !inBase.has(one.id)),
  );
}

/** The later edit first. Two edits of one moment are put in an order that is the same on every device. */
function laterFirst<One extends { readonly editedAt: number }>(a: One, b: One): [One, One] {
  if (a.editedAt !== b.editedAt) return a.editedAt > b.editedAt ? [a, b] : [b, a];
  return canonical(a) >= canonical(b) ? [a, b] : [b, a];
}

const notShared = <One extends AnyItem>(item: One): One => ({ ...item, share: null });

/** Both lists, without those of the new ones that are kept already: merging again after a lost answer adds nothing. */
const withNew = (kept: SetAside[], added: SetAside[]): SetAside[] => [
  ...kept,
  ...added.filter((one) => !kept.some((other) => same(one.item, other.item))),
];

const sameContent = (a: AnyItem, b: AnyItem): boolean =>
  same({ ...a, share: null, editedAt: 0 }, { ...b, share: null, editedAt: 0 });
