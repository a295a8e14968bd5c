"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { engine, latestSnapshot, useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import { createItemEdits, type ItemEdits, type ItemSink, type Items } from "./item-edits";

/** The open vault as the engine showed it last; null once there is none, or somebody has left. */
function latestVault() {
  const snapshot = latestSnapshot();
  return snapshot.status === "open" ? snapshot.vault : null;
}
const period = () => latestVault()?.period ?? null;

/** Hands edits on to the engine. `latest`: what it holds by now. */
const sinkOf = <Item extends AnyItem>(latest: ItemSink<Item>["latest"]): ItemSink<Item> => ({
  latest,
  period,
  save: (item) => engine().saveItem(item),
  share: (id, verb) => engine().shareItem(id, verb),
  remove: (id) => engine().deleteItem(id),
});

const entrySink = sinkOf<AnyItem>(() => latestVault()?.entries ?? null);
// The list of a snapshot has no ids to look up by; the next one brings what has changed.
const checkInSink = sinkOf<CheckIn>(() => null);

const byId = (checkIns: readonly CheckIn[]): Items<CheckIn> =>
  Object.fromEntries(checkIns.map((checkIn) => [checkIn.id, checkIn]));

/** The vault's entries as the person has just left them, and the ways to change them. See ItemEdits. */
export function useEntries(): { entries: Items<AnyItem>; edits: ItemEdits<AnyItem> } {
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

function useItems<Item extends AnyItem>(held: Items<Item>, sink: ItemSink<Item>) {
  const [edits] = useState(() => createItemEdits(held, sink));
  useEffect(() => edits.rebase(held), [edits, held]);
  const items = useSyncExternalStore(edits.onChange, edits.items, edits.items);
  return { items, edits };
}
