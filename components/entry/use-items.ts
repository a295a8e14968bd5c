"use client";

import { useCallback, useState, useSyncExternalStore } from "react";
import { engine, latestSnapshot, type OpenVault, useVaultSource } from "@/lib/client";
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

const entriesOf = ({ entries }: OpenVault): Items<AnyItem> => entries;

const held = new WeakMap<readonly CheckIn[], Items<CheckIn>>();
/** The check-ins by their ids; of one list always the same. */
function checkInsOf({ checkIns }: OpenVault): Items<CheckIn> {
  const byId = held.get(checkIns) ?? Object.fromEntries(checkIns.map((checkIn) => [checkIn.id, checkIn]));
  held.set(checkIns, byId);
  return byId;
}

/** The vault's entries as the person has just left them, and the ways to change them. See ItemEdits. */
export function useEntries(): { entries: Items<AnyItem>; edits: ItemEdits<AnyItem> } {
  const { items, edits } = useItems("entries", entriesOf, entrySink);
  return { entries: items, edits };
}

/** The vault's check-ins, likewise. */
export function useCheckIns(): { checkIns: Items<CheckIn>; edits: ItemEdits<CheckIn> } {
  const { items, edits } = useItems("checkIns", checkInsOf, checkInSink);
  return { checkIns: items, edits };
}

/** Asks the vault itself, so that a screen is drawn once for a snapshot and not once more for what follows from it. */
function useItems<Item extends AnyItem>(
  slice: "entries" | "checkIns",
  itemsOf: (vault: OpenVault) => Items<Item>,
  sink: ItemSink<Item>,
) {
  const source = useVaultSource();
  const [edits] = useState(() => createItemEdits(itemsOf(source.vault()), sink));
  const subscribe = useCallback(
    (onChange: () => void) => {
      const takeIn = () => edits.rebase(itemsOf(source.vault()));
      const ends = [edits.onChange(onChange), source.onSlices([slice])(takeIn)];
      // What was told between the first drawing and this.
      takeIn();
      return () => {
        for (const end of ends) end();
      };
    },
    [edits, slice, itemsOf, source],
  );
  const items = useSyncExternalStore(subscribe, edits.items, edits.items);
  return { items, edits };
}
