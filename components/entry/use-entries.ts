"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { engineHandle } from "@/lib/client/engine/handle";
import { hasLeft } from "@/lib/client/exit";
import { stile, useVault } from "@/lib/client/use-stile";
import { createEntryEdits, type Entries, type EntryEdits, type EntrySink } from "./entry-edits";

// After leaving at once nothing is sent: asking for the engine would start a new one.
const sink: EntrySink = {
  latest: () => {
    if (hasLeft()) return null;
    const snapshot = engineHandle().snapshot();
    return snapshot.status === "open" ? snapshot.vault.entries : null;
  },
  save: async (entry) => {
    if (!hasLeft()) await stile().saveEntry(entry);
  },
  remove: async (id) => {
    if (!hasLeft()) await stile().deleteEntry(id);
  },
};

/** The vault's entries as the person has just left them, and the ways to change them. See EntryEdits. */
export function useEntries(): { entries: Entries; edits: EntryEdits } {
  const vault = useVault();
  const [edits] = useState(() => createEntryEdits(vault.entries, sink));
  useEffect(() => edits.rebase(vault.entries), [edits, vault.entries]);
  const entries = useSyncExternalStore(edits.onChange, edits.entries, edits.entries);
  return { entries, edits };
}
