import type { Entry } from "@/lib/domain/entry/schema";

export type Entries = Readonly<Record<string, Entry>>;

/** Where edits go. Each promise settles once the engine has taken the edit in. */
export type EntrySink = {
  /** The engine's latest entries, so that an undo long after works on what stands by then; null when not to be had. */
  latest(): Entries | null;
  save(entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
};

type Change = (entry: Entry | undefined) => Entry;
type Edit = { id: string; apply: (entry: Entry | undefined) => Entry | undefined; taken: boolean };

/**
 * Entries as the person has just left them: the engine's latest, with the edits it has not shown back yet on top. An
 * edit is a small change of one field, so two quick ones in different fields of an entry both stand, and an older
 * snapshot that comes back late takes nothing away.
 */
export type EntryEdits = {
  entries(): Entries;
  /** Calls back after each change; gives the function that stops it. */
  onChange(listener: () => void): () => void;
  /** The engine's latest entries. */
  rebase(entries: Entries): void;
  /** Changes an entry, or makes it where `change` is handed undefined. A removed entry is not changed any more. */
  change(id: string, change: Change): void;
  /** Removes an entry; gives the function that brings it back as it was. */
  remove(id: string): () => void;
};

export function createEntryEdits(start: Entries, sink: EntrySink): EntryEdits {
  let base = start;
  let seen = start;
  let edits: Edit[] = [];
  let current = start;
  const removed = new Set<string>();
  const listeners = new Set<() => void>();

  const redraw = () => {
    const next: Record<string, Entry> = { ...base };
    for (const { id, apply } of edits) {
      const entry = apply(Object.hasOwn(next, id) ? next[id] : undefined);
      if (entry) next[id] = entry;
      else delete next[id];
    }
    current = next;
    for (const listener of listeners) listener();
  };

  const catchUp = (entries: Entries) => {
    base = keepingWhatIsEqual(base, entries);
    edits = edits.filter((edit) => !edit.taken);
  };

  const add = (id: string, apply: Edit["apply"]) => {
    const latest = sink.latest();
    if (latest !== null && latest !== seen) catchUp(latest);
    seen = latest ?? seen;
    const edit: Edit = { id, apply, taken: false };
    edits = [...edits, edit];
    redraw();
    const entry = current[id];
    void (entry ? sink.save(entry) : sink.remove(id)).then(() => {
      // Dropped with the next snapshot, which was made after the engine took the edit in.
      edit.taken = true;
    });
  };

  return {
    entries: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebase(entries) {
      seen = entries;
      catchUp(entries);
      redraw();
    },
    change(id, change) {
      if (!removed.has(id)) add(id, change);
    },
    remove(id) {
      const before = current[id];
      removed.add(id);
      if (before) add(id, () => undefined);
      return () => {
        removed.delete(id);
        if (before) add(id, () => before);
      };
    },
  };
}

/** The new entries, with the old object wherever nothing changed, so that its row is not drawn again. */
function keepingWhatIsEqual(old: Entries, next: Entries): Entries {
  return Object.fromEntries(
    Object.entries(next).map(([id, entry]) => {
      const before = Object.hasOwn(old, id) ? old[id] : undefined;
      return [id, before && JSON.stringify(before) === JSON.stringify(entry) ? before : entry];
    }),
  );
}
