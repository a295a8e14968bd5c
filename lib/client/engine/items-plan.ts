import { sizeOf } from "@/lib/domain/vault/recent";
import type { RecentDocument } from "@/lib/domain/vault/schema";
import type { HeldItems } from "./held-items";

/**
 * Every so many versions of the recent document everything in it goes where it belongs, whatever was edited: a host sees how often
 * something is, and not whether it was one thing or many. [Note: Recent changes]
 */
export const FOLD_EVERY = 20;

/**
 * How long what is recent may be before all of it goes where it belongs out of turn, in characters: what twenty edits of ordinary
 * length never are, and many at once can be, such as those of a week without a network.
 */
const RECENT_AT_MOST = 32 * 1024;

/** What a save writes of the items: the recent document, and the documents that are written whole with it. */
export type ItemsPlan = { readonly recent: RecentDocument; readonly whole: readonly HeldItems[] };

/** Everything that was edited as a change in the recent document, whatever else is written. */
export const planBeside = (all: readonly HeldItems[]): ItemsPlan => ({ recent: recentOf(all), whole: [] });

/**
 * Everything that was edited where it belongs. The entries and the newest month are always among what is written, so that a host
 * does not see of which of the two there were edits. What cannot be read, was not read, or would be more than `most` at once stays recent.
 */
export function planFold(all: readonly HeldItems[], most: number): ItemsPlan {
  const readable = all.filter(({ isOpen }) => isOpen);
  const months = readable.filter(({ kind }) => kind === "checkIns").sort(byName);
  const newest = months.at(-1);
  const always = readable.filter((held) => held.kind === "entries" || held === newest || held.isAnew);
  const others = months.filter((held) => !always.includes(held) && held.pending !== undefined);
  const whole = [...always, ...others].slice(0, most);
  return { recent: recentOf(all.filter((held) => !whole.includes(held))), whole };
}

/**
 * Whether the recent document is small enough to be written again and again: of what can be read, since the rest stays in it whatever
 * is done. One thing that is large by itself would be so again at the next letter.
 */
export const isSmall = (beside: ItemsPlan, all: readonly HeldItems[]): boolean => {
  const readable = all.filter(({ isOpen }) => isOpen).map(({ name }) => beside.recent.changes[name]);
  const changes = readable.filter((change) => change !== undefined);
  const items = changes.reduce((sum, change) => sum + sizeOf(change), 0);
  // One edit is of one item: more than so many were made at once.
  return items <= 1 || (items <= FOLD_EVERY && JSON.stringify(changes).length <= RECENT_AT_MOST);
};

const recentOf = (all: readonly HeldItems[]): RecentDocument => ({
  schema: 1,
  changes: Object.fromEntries(
    all.flatMap(({ name, pending }) => (pending === undefined ? [] : [[name, pending]])),
  ),
});

const byName = (a: HeldItems, b: HeldItems): number => (a.name < b.name ? -1 : 1);
