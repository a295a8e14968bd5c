import type { Stays } from "@/lib/domain/sheet/meet";
import { checkInsName } from "@/lib/domain/vault/names";
import type { Trouble } from "./contract";
import type { Readable } from "./my-sheet";
import type { Vault } from "./vault";

/**
 * What can be read of that which a sheet is made from: what stands on a page from a document that cannot be opened stays.
 * Null while a kind of document that only a newer program knows may hold some of it.
 */
export function readableOf(vault: Vault, period: string | null): Readable | null {
  const isNewer = ({ document, problem }: Trouble) => document === "unknown" && problem === "newer_program";
  if (vault.troubles.some(isNewer)) return null;
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
  const isWhole = !noEntries && closed.size === 0 && !source.anyPeriod;
  return { source, stays: isWhole ? null : stays };
}
