import { same } from "@/lib/domain/canonical";
import type { AnyItem } from "@/lib/domain/kinds";
import { applyShare, isLike, type ShareVerb } from "@/lib/domain/sharing/apply";
import { afterEdit } from "@/lib/domain/sharing/verbs";

export type Items<Item extends AnyItem> = Readonly<Record<string, Item>>;

/** Where edits go. Each promise settles once the engine has taken the edit in. */
export type ItemSink<Item extends AnyItem> = {
  /** The engine's latest items, so that an undo long after works on what there is by then; null when not to be had. */
  latest(): Items<Item> | null;
  /** The period of sharing, as the engine told it last. */
  period(): string | null;
  save(item: Item): Promise<void>;
  share(id: string, verb: ShareVerb): Promise<void>;
  remove(id: string): Promise<void>;
};

type Change<Item> = (item: Item | undefined) => Item | undefined;
type Edit<Item> = { id: string; apply: (item: Item | undefined) => Item | undefined; taken: boolean };

/**
 * Items as the person has just left them: the engine's latest, with the edits it has not shown back yet on top. The one
 * optimistic layer of all screens. An edit is a small change of one field, so two quick ones in different fields of an item
 * both stand, and an older snapshot that comes back late takes nothing away. Content and sharing change apart, by the same
 * functions that the engine uses, so that a screen never says that more or less is shown than there will be.
 */
export type ItemEdits<Item extends AnyItem> = {
  items(): Items<Item>;
  /** Calls back after each change; gives the function that stops it. */
  onChange(listener: () => void): () => void;
  /** The engine's latest items. */
  rebase(items: Items<Item>): void;
  /**
   * Changes an item's content, or makes it, private, where `change` is handed undefined. Where it gives undefined there is
   * nothing left to keep. An item that was removed is not changed any more.
   */
  change(id: string, change: Change<Item>): void;
  /** A press on the sharing of an item; one that is not there is made from `blank` first. */
  share(id: string, verb: ShareVerb, blank?: Item): void;
  /** Removes an item; gives the function that brings it back, private. */
  remove(id: string): () => void;
};

/**
 * `now`, with every item that says what was drawn already as the very object that was drawn: the engine's answer to an edit is
 * that edit, and nothing is drawn again for it. All of what was drawn, where nothing else is said and in no other order.
 */
function keepingDrawn<Item extends AnyItem>(drawn: Items<Item>, now: Items<Item>): Items<Item> {
  const order = Object.keys(drawn);
  const kept: Record<string, Item> = {};
  const ids = Object.keys(now);
  let isNew = ids.length !== order.length;
  ids.forEach((id, at) => {
    const before: Item | undefined = drawn[id];
    const item = now[id];
    isNew ||= id !== order[at];
    if (before === item) return;
    if (before && item && saysTheSame(before, item)) kept[id] = before;
    else isNew = true;
  });
  return isNew ? { ...now, ...kept } : drawn;
}

/** Whether two items are alike but for the moment of the edit, which the engine sets and no screen of items shows. */
const saysTheSame = (one: AnyItem, other: AnyItem): boolean =>
  same({ ...one, editedAt: 0 }, { ...other, editedAt: 0 });

/** Edits over items that start as the engine showed them last. */
export function createItemEdits<Item extends AnyItem>(
  start: Items<Item>,
  sink: ItemSink<Item>,
): ItemEdits<Item> {
  let base = start;
  let seen = start;
  let edits: Edit<Item>[] = [];
  let current = start;
  const removed = new Set<string>();
  const listeners = new Set<() => void>();

  const redraw = () => {
    const drawn = current;
    // Copied once something differs: there may be thousands, and what the engine has taken in differs in nothing.
    let next: Record<string, Item> | null = null;
    for (const { id, apply } of edits) {
      const items = next ?? base;
      const before = Object.hasOwn(items, id) ? items[id] : undefined;
      const item = apply(before);
      if (item === before || (item && before && saysTheSame(item, before))) continue;
      next ??= { ...base };
      if (item) next[id] = item;
      else delete next[id];
    }
    current = next ?? base;
    if (current === drawn) return;
    for (const listener of listeners) listener();
  };

  const catchUp = (items: Items<Item>) => {
    base = keepingDrawn(current, items);
    edits = edits.filter((edit) => !edit.taken);
  };

  const add = (id: string, apply: Edit<Item>["apply"], send: (item: Item | undefined) => Promise<void>) => {
    const latest = sink.latest();
    if (latest !== null && latest !== seen) catchUp(latest);
    seen = latest ?? seen;
    const edit: Edit<Item> = { id, apply, taken: false };
    edits = [...edits, edit];
    redraw();
    void send(current[id]).then(() => {
      // Dropped with the next snapshot, which was made after the engine took the edit in.
      edit.taken = true;
    });
  };

  const write = (id: string, change: Change<Item>) => {
    const [period, now] = [sink.period(), Date.now()];
    const isKept = Object.hasOwn(current, id);
    const apply = (item: Item | undefined): Item | undefined => {
      const next = change(item);
      if (!next) return undefined;
      if (!item || !isLike(item, next)) return { ...next, share: null };
      return afterEdit(item, { ...next, share: item.share }, period, now);
    };
    add(id, apply, (item) => {
      if (item) return sink.save(item);
      return isKept ? sink.remove(id) : Promise.resolve();
    });
  };

  return {
    items: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebase(items) {
      if (items === seen) return;
      seen = items;
      catchUp(items);
      redraw();
    },
    change(id, change) {
      if (!removed.has(id)) write(id, change);
    },
    share(id, verb, blank) {
      if (removed.has(id)) return;
      if (!current[id] && blank) write(id, () => blank);
      const [period, now] = [sink.period(), Date.now()];
      const apply = (item: Item | undefined) => item && applyShare(item, verb, period, now);
      add(id, apply, () => sink.share(id, verb));
    },
    remove(id) {
      const before = current[id];
      removed.add(id);
      if (before) {
        add(
          id,
          () => undefined,
          () => sink.remove(id),
        );
      }
      return () => {
        removed.delete(id);
        if (before) write(id, () => before);
      };
    },
  };
}
