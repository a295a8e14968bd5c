"use client";

import { memo, useCallback, useRef, useState } from "react";
import { EntryList } from "@/components/entry/entry-list";
import { EntryRow } from "@/components/entry/entry-row";
import { SharedMark } from "@/components/entry/shared-mark";
import { useEntries } from "@/components/entry/use-items";
import { useOneOpen } from "@/components/entry/use-one-open";
import { useShare } from "@/components/entry/use-share";
import { WithEntries } from "@/components/entry/with-entries";
import type { DrawnKind } from "@/components/kind/drawn";
import { useKindWords } from "@/components/kind/use-kind-words";
import { hasOwnName, useItemWords } from "@/components/sharing/use-item-words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { useToast } from "@/components/ui/toast";
import type { KindDefinition } from "@/lib/domain/kind/definition";
import { type AnyItem, type ItemOf, KINDS, type PartOf } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { contentOf, PARTS, withContent } from "@/lib/domain/sharing/parts";
import { ItemEditor } from "./item-editor";

type DrawnItem = ItemOf<DrawnKind>;
type Props = { kind: DrawnKind };

/** The screen of a kind that is drawn from its definition: a row for each item, or the one item that there is. */
export function KindScreen({ kind }: Props) {
  const { say } = useKindWords();
  const { single }: KindDefinition = KINDS[kind];
  return (
    <WithEntries title={say(kind, "title")}>
      {single ? <TheOne kind={kind} /> : <AllOf kind={kind} />}
    </WithEntries>
  );
}

/** Nothing filled in, nothing shared. */
const blank = (kind: DrawnKind, id: string): DrawnItem => blankItem(kind, id, Date.now(), {});
const isOf =
  (kind: DrawnKind) =>
  (item: AnyItem): item is DrawnItem =>
    item.kind === kind;

type Change = (item: DrawnItem, apply: (one: DrawnItem) => DrawnItem) => void;

/** The ways to change an item that may not be kept yet. */
function useDrawnEdits() {
  const { entries, edits } = useEntries();
  const share = useShare(edits);
  const toast = useToast();
  const { deleted } = useKindWords();
  const change = useCallback<Change>(
    (item, apply) => edits.change(item.id, (entry) => apply(entry && isOf(item.kind)(entry) ? entry : item)),
    [edits],
  );
  const told = useCallback(
    (item: DrawnItem, title: string, undo: () => void) => toast({ message: deleted(item.kind, title), undo }),
    [deleted, toast],
  );
  const remove = useCallback(
    (item: DrawnItem, title: string) => {
      const isKept = edits.items()[item.id] !== undefined;
      edits.share(item.id, { do: "stop" });
      const undo = edits.remove(item.id);
      if (isKept) told(item, title, undo);
    },
    [edits, told],
  );
  /** Removes the one item that there is. What is written afterwards makes it anew, under the same id. */
  const clear = (item: DrawnItem, title: string) => {
    edits.share(item.id, { do: "stop" });
    edits.change(item.id, () => undefined);
    told(item, title, () =>
      edits.change(item.id, (since) => (since && isOf(item.kind)(since) ? together(item, since) : item)),
    );
  };
  return { entries, share, change, remove, clear };
}

/** What was deleted, with what was written since: neither takes the place of the other where both can stand. */
function together(deleted: DrawnItem, since: DrawnItem): DrawnItem {
  const parts: readonly PartOf<DrawnItem>[] = PARTS[deleted.kind];
  return parts.reduce((item, part) => {
    const [before, now] = [contentOf(deleted, part), contentOf(since, part)];
    const both = Array.isArray(before) && Array.isArray(now);
    return withContent(item, part, both ? [...new Set([...before, ...now])] : (now ?? before));
  }, since);
}

function Head({ kind }: Props) {
  const { say } = useKindWords();
  return (
    <PageHead title={say(kind, "title")} lead={say(kind, "lead")}>
      <p className="max-w-[62ch] text-sm">{say(kind, "note")}</p>
    </PageHead>
  );
}

function AllOf({ kind }: Props) {
  const { say } = useKindWords();
  const { titleOf } = useItemWords();
  const { entries, share, change, remove } = useDrawnEdits();
  const { openId, open, toggle } = useOneOpen();
  const adder = useRef<HTMLButtonElement>(null);
  /** One that was just added. It is kept once there is something in it. */
  const [fresh, setFresh] = useState<DrawnItem | null>(null);

  const kept = Object.values(entries).filter(isOf(kind));
  const items = fresh && !kept.some(({ id }) => id === fresh.id) ? [...kept, fresh] : kept;

  const add = () => {
    const made = blank(kind, crypto.randomUUID());
    setFresh(made);
    open(made.id);
  };
  const takeAway = useCallback(
    (item: DrawnItem, title: string) => {
      open(null);
      setFresh(null);
      adder.current?.focus();
      remove(item, title);
    },
    [open, remove],
  );
  const freshId = fresh?.id;
  const draw = useCallback(
    (item: DrawnItem, isOpen: boolean) => (
      <DrawnRow
        key={item.id}
        item={item}
        title={titleOf(item)}
        sharedLabel={say(kind, "shared")}
        open={isOpen}
        focusWhenOpened={item.id === freshId}
        onToggle={toggle}
        onChange={change}
        onShare={share}
        onRemove={takeAway}
      />
    ),
    [kind, say, titleOf, freshId, toggle, change, share, takeAway],
  );
  return (
    <Page>
      <Head kind={kind} />
      {items.length === 0 && <EmptyState title={say(kind, "emptyTitle")}>{say(kind, "empty")}</EmptyState>}
      {items.length > 0 && <EntryList items={items} openId={openId} draw={draw} />}
      <Button ref={adder} variant="primary" className="justify-self-start" onClick={add}>
        <Icon name="plus" size={20} />
        {say(kind, "add")}
      </Button>
    </Page>
  );
}

type RowProps = {
  item: DrawnItem;
  title: string;
  sharedLabel: string;
  open: boolean;
  focusWhenOpened: boolean;
  onToggle: (id: string, row: Element) => void;
  onChange: Change;
  onShare: (item: DrawnItem, verb: ShareVerb) => void;
  onRemove: (item: DrawnItem, title: string) => void;
};

/** One item among many. Drawn anew when something of its own changes, and not with every other. */
const DrawnRow = memo(function DrawnRow(props: RowProps) {
  const { item, title, sharedLabel, open, focusWhenOpened, onToggle, onChange, onShare, onRemove } = props;
  return (
    <EntryRow
      level={2}
      title={title}
      stock={!hasOwnName(item)}
      marks={<SharedMark item={item} label={sharedLabel} />}
      open={open}
      onToggle={(row) => onToggle(item.id, row)}
      focusWhenOpened={focusWhenOpened}
    >
      <ItemEditor
        item={item}
        onChange={(apply) => onChange(item, apply)}
        onShare={(verb) => onShare(item, verb)}
        onRemove={() => onRemove(item, title)}
      />
    </EntryRow>
  );
});

function TheOne({ kind }: Props) {
  const { entries, share, change, clear } = useDrawnEdits();
  const { titleOf } = useItemWords();
  const area = useRef<HTMLDivElement>(null);
  const [empty] = useState(() => blank(kind, kind));
  /** How often it was deleted: fields begin anew with it, with nothing left that was being typed. */
  const [deletions, setDeletions] = useState(0);
  const kept = entries[kind];
  const item = kept && isOf(kind)(kept) ? kept : empty;
  const takeAway = () => {
    area.current?.focus();
    setDeletions((times) => times + 1);
    clear(item, titleOf(item));
  };
  return (
    <Page>
      <Head kind={kind} />
      <div ref={area} tabIndex={-1} className="grid grid-cols-1 gap-7 outline-none">
        <ItemEditor
          key={deletions}
          item={item}
          onChange={(apply) => change(item, apply)}
          onShare={(verb) => share(item, verb)}
          onRemove={kept && takeAway}
        />
      </div>
    </Page>
  );
}
