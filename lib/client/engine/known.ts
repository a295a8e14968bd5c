import type { AnyItem } from "@/lib/domain/kinds";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import type { OpenVault, Snapshot, SnapshotMessage } from "./contract";
import { changeOf, type ItemsChange, withChange } from "./items-change";

/** What a listener knows: the snapshot, and the revision that it was told in. */
export type Known = { readonly snapshot: Snapshot; readonly revision: number };

/** Before the engine has said anything. */
export const NOTHING_KNOWN: Known = { snapshot: { status: "starting" }, revision: 0 };

/**
 * Takes a message in. One that does not follow on what is known changes nothing. What says nothing new is to the very object what
 * was known, so that it is not drawn again.
 */
export function takeIn(known: Known, message: SnapshotMessage): Known {
  if (!("revision" in message)) return { snapshot: message, revision: 0 };
  const { status, revision } = message;
  const before = "vault" in known.snapshot ? known.snapshot.vault : null;
  if (message.whole) {
    const vault = before ? keepingWhatIsEqual(before, message.changed) : message.changed;
    return { snapshot: { status, vault }, revision };
  }
  if (before === null || revision !== known.revision + 1) return known;
  const { entries, checkIns, ...others } = message.changed;
  const vault = {
    ...before,
    ...others,
    entries: entriesAfter(before, entries),
    checkIns: checkInsAfter(before, checkIns),
  };
  return { snapshot: { status, vault }, revision };
}

/** The whole of a vault that is told anew, with every item and slice that it holds already. */
function keepingWhatIsEqual(before: OpenVault, { entries, checkIns, ...others }: OpenVault): OpenVault {
  const held = new Map<string, unknown>(Object.entries(before));
  const isNew = ([name, slice]: [string, unknown]) => !isEqual(held.get(name), slice);
  return {
    ...before,
    ...Object.fromEntries(Object.entries(others).filter(isNew)),
    entries: entriesAfter(before, changeOf(Object.values(before.entries), Object.values(entries), isEqual)),
    checkIns: checkInsAfter(before, changeOf(before.checkIns, checkIns, isEqual)),
  };
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function entriesAfter({ entries }: OpenVault, change: ItemsChange<AnyItem> | null | undefined) {
  if (!change) return entries;
  const now = change.order === null ? change.items : withChange(Object.values(entries), change);
  const byId = Object.fromEntries(now.map((item) => [item.id, item]));
  return change.order === null ? { ...entries, ...byId } : byId;
}

const checkInsAfter = ({ checkIns }: OpenVault, change: ItemsChange<CheckIn> | null | undefined) =>
  change ? withChange(checkIns, change) : checkIns;
