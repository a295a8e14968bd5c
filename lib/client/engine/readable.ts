import { monthlyBy } from "@/lib/domain/kinds/places";
import type { Stays } from "@/lib/domain/sheet/meet";
import type { Readable } from "./my-sheet";
import { hidesShares, isNewerKind } from "./trouble";
import type { Vault } from "./vault";

/**
 * What can be read of that which a sheet is made from: what stands on a page from the document of all entries stays while that
 * cannot be opened. Of a month that cannot be opened nothing stays: a page does not say which month an item is of, and one that
 * was stopped in another must go. Null while a kind of document that only a newer program knows may hold some of it.
 */
export function readableOf(vault: Vault, period: string | null): Readable | null {
  if (vault.troubles.some(isNewerKind)) return null;
  const noEntries = vault.entries.trouble !== null;
  const readable = vault.ofItems.filter(({ trouble }) => trouble === null);
  const source = {
    items: readable.flatMap(({ current }) => Object.values(current.items)),
    paused: vault.entries.current.paused.on,
    period,
    anyPeriod: vault.link.trouble !== null && period === null,
  };
  // While nothing of any month can be read, nothing can have been stopped in another.
  const noneOfThem = vault.recent.trouble !== null;
  const stays: Stays = ({ kind }) => noneOfThem || (noEntries && monthlyBy(kind) === undefined);
  return { source, stays: vault.troubles.some(hidesShares) ? stays : null };
}
