import type { Stays } from "@/lib/domain/sheet/meet";
import { checkInsName } from "@/lib/domain/vault/names";
import type { Readable } from "./my-sheet";
import { hidesShares, isNewerKind } from "./trouble";
import type { Vault } from "./vault";

/**
 * What can be read of that which a sheet is made from: what stands on a page from a document that cannot be opened stays.
 * Null while a kind of document that only a newer program knows may hold some of it.
 */
export function readableOf(vault: Vault, period: string | null): Readable | null {
  if (vault.troubles.some(isNewerKind)) return null;
  const { entries, paused } = vault.entries.current;
  const months = vault.allMonths.filter((month) => month.trouble === null);
  const closed = new Set(vault.allMonths.flatMap((month) => (month.trouble ? [month.name] : [])));
  const noEntries = vault.entries.trouble !== null;
  const source = {
    entries: noEntries ? [] : Object.values(entries),
    checkIns: months.flatMap((month) => Object.values(month.current.checkIns)),
    paused: paused.on,
    period,
    anyPeriod: vault.link.trouble !== null && period === null,
  };
  const stays: Stays = (section, item) =>
    section === "checkIns" ? "day" in item && closed.has(checkInsName(String(item.day))) : noEntries;
  return { source, stays: vault.troubles.some(hidesShares) ? stays : null };
}
