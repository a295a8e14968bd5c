"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { latestSnapshot, stile, useVault } from "@/lib/client";
import type { CheckIn } from "@/lib/domain/check-in/schema";
import type { Entry } from "@/lib/domain/entry/schema";
import type { Shareable } from "@/lib/domain/sharing/parts";
import { createItemEdits, type ItemEdits, type ItemSink, type Items } from "./item-edits";

/** The open vault as the engine showed it last; null once there is none, or somebody has left. */
function latestVault() {
  const snapshot = latestSnapshot();
  return snapshot.status === "open" ? snapshot.vault : null;
}
const period = () => latestVault()?.period ?? null;

const entrySink: ItemSink<Entry> = {
  latest: () => latestVault()?.entries ?? null,
  period,
  save: (entry) => stile().saveEntry(entry),
  share: (id, verb) => stile().shareEntry(id, verb),
  remove: (id) => stile().deleteEntry(id),
};

const byId = (checkIns: readonly CheckIn[]): Items<CheckIn> =>
  Object.fromEntries(checkIns.map((checkIn) => [checkIn.id, checkIn]));

const checkInSink: ItemSink<CheckIn> = {
  // The list of a snapshot has no ids to look up by; the next one brings what has changed.
  latest: () => null,
  period,
  save: (checkIn) => stile().saveCheckIn(checkIn),
  share: (id, verb) => stile().shareCheckIn(id, verb),
  remove: (id) => stile().deleteCheckIn(id),
};

/** The vault's entries as the person has just left them, and the ways to change them. See ItemEdits. */
export function useEntries(): { entries: Items<Entry>; edits: ItemEdits<Entry> } {
  const { items, edits } = useItems(useVault().entries, entrySink);
  return { entries: items, edits };
}

/** The vault's check-ins, likewise. */
export function useCheckIns(): { checkIns: Items<CheckIn>; edits: ItemEdits<CheckIn> } {
  const vault = useVault();
  const held = useMemo(() => byId(vault.checkIns), [vault.checkIns]);
  const { items, edits } = useItems(held, checkInSink);
  return { checkIns: items, edits };
}

function useItems<Item extends Shareable>(held: Items<Item>, sink: ItemSink<Item>) {
  const [edits] = useState(() => createItemEdits(held, sink));
  useEffect(() => edits.rebase(held), [edits, held]);
  const items = useSyncExternalStore(edits.onChange, edits.items, edits.items);
  return { items, edits };
}
