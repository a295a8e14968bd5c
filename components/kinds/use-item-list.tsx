"use client";

import { memo, type RefObject, useCallback, useState } from "react";
import { EntryList } from "@/components/entry/entry-list";
import { EntryRow } from "@/components/entry/entry-row";
import { SharedMark } from "@/components/entry/shared-mark";
import { useOneOpen } from "@/components/entry/use-one-open";
import { useKindWords } from "@/components/kind/use-kind-words";
import { hasOwnName, useItemWords } from "@/components/sharing/use-item-words";
import type { AnyItem } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { type FormItem, ItemEditor } from "./item-editor";
import type { Change, FormEdits } from "./use-form-edits";

type Options<Item extends FormItem> = {
  /** Whether an item is one of them. */
  isOf: (item: AnyItem) => item is Item;
  /** Of the heading of each row. */
  level: 2 | 3;
  /** Where focus goes when the item that had it is removed. */
  toFocus: RefObject<HTMLElement | null>;
};

/**
 * The items of a kind as rows that open in place, among them one that was just added with `begin`: it is kept once there is
 * something in it. `list` draws some of them.
 */
export function useItemList<Item extends FormItem>(
  kind: Item["kind"],
  edits: FormEdits,
  { isOf, level, toFocus }: Options<Item>,
) {
  const { entries, share, change, remove } = edits;
  const { say } = useKindWords();
  const { titleOf } = useItemWords();
  const { openId, open, toggle } = useOneOpen();
  const [fresh, setFresh] = useState<Item | null>(null);

  const kept = Object.values(entries).filter(isOf);
  const items = fresh && !kept.some(({ id }) => id === fresh.id) ? [...kept, fresh] : kept;
  const begin = (made: Item) => {
    setFresh(made);
    open(made.id);
  };
  const takeAway = useCallback(
    (item: FormItem, title: string) => {
      open(null);
      setFresh(null);
      toFocus.current?.focus();
      remove(item, title);
    },
    [open, toFocus, remove],
  );
  const freshId = fresh?.id;
  const draw = useCallback(
    (item: FormItem, isOpen: boolean) => (
      <ItemRow
        key={item.id}
        item={item}
        title={titleOf(item)}
        sharedLabel={say(kind, "shared")}
        level={level}
        open={isOpen}
        focusWhenOpened={item.id === freshId}
        onToggle={toggle}
        onChange={change}
        onShare={share}
        onRemove={takeAway}
      />
    ),
    [kind, say, titleOf, level, freshId, toggle, change, share, takeAway],
  );
  const list = (some: readonly FormItem[]) => <EntryList items={some} openId={openId} draw={draw} />;
  return { items, begin, list };
}

type RowProps = {
  item: FormItem;
  title: string;
  sharedLabel: string;
  level: 2 | 3;
  open: boolean;
  focusWhenOpened: boolean;
  onToggle: (id: string, row: Element) => void;
  onChange: Change;
  onShare: (item: FormItem, verb: ShareVerb) => void;
  onRemove: (item: FormItem, title: string) => void;
};

/** One item among many. Drawn anew when something of its own changes, and not with every other. */
const ItemRow = memo(function ItemRow(props: RowProps) {
  const { item, title, sharedLabel, level, open, focusWhenOpened } = props;
  const { onToggle, onChange, onShare, onRemove } = props;
  return (
    <EntryRow
      level={level}
      title={title}
      stock={!hasOwnName(item)}
      marks={<SharedMark item={item} label={sharedLabel} />}
      open={open}
      onToggle={(row) => onToggle(item.id, row)}
      focusWhenOpened={focusWhenOpened}
    >
      <ItemEditor
        item={item}
        previewLevel={level === 2 ? 3 : 4}
        onChange={(apply) => onChange(item, apply)}
        onShare={(verb) => onShare(item, verb)}
        onRemove={() => onRemove(item, title)}
      />
    </EntryRow>
  );
});
