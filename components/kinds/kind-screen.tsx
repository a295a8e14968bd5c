"use client";

import { type ReactNode, useRef, useState } from "react";
import { useSameList, useSteady } from "@/components/entry/use-held";
import { WithEntries } from "@/components/entry/with-entries";
import type { DrawnKind, NamedKind } from "@/components/kind/drawn";
import { useKindWords } from "@/components/kind/use-kind-words";
import { useItemWords } from "@/components/sharing/use-item-words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { namedIn, ownNameIn } from "@/lib/domain/kind/content";
import type { KindDefinition } from "@/lib/domain/kind/definition";
import type { Name } from "@/lib/domain/kind/item";
import {
  type AnyItem,
  type ItemOf,
  KINDS,
  type PartOf,
  type StarterOf,
  startersOf,
} from "@/lib/domain/kinds";
import { blankItem, blankNamed } from "@/lib/domain/kinds/blank";
import { isLike } from "@/lib/domain/sharing/apply";
import { contentOf, PARTS, withContent } from "@/lib/domain/sharing/parts";
import { AddNamed } from "./add-named";
import { type FormItem, ItemEditor } from "./item-editor";
import { useFormEdits } from "./use-form-edits";
import { useItemList } from "./use-item-list";

type DrawnItem = ItemOf<DrawnKind>;
type Props = { kind: DrawnKind };
type NamedProps = { kind: DrawnKind & NamedKind };
type UnnamedKind = Exclude<DrawnKind, NamedKind>;
type UnnamedProps = { kind: UnnamedKind };

const isUnnamed = (kind: DrawnKind): kind is UnnamedKind => namedIn(KINDS[kind]) === undefined;

/**
 * The screen of a kind that is drawn from its definition: a row for each item, with a way to one more by a name or without; or the
 * one item that there is.
 */
export function KindScreen({ kind }: Props) {
  const { say } = useKindWords();
  return <WithEntries title={say(kind, "title")}>{itemsOf(kind)}</WithEntries>;
}

function itemsOf(kind: DrawnKind): ReactNode {
  const { single }: KindDefinition = KINDS[kind];
  if (!isUnnamed(kind)) return <AllNamed kind={kind} />;
  return single ? <TheOne kind={kind} /> : <AllOf kind={kind} />;
}

/** Nothing filled in, nothing shared. */
const blank = (kind: UnnamedKind, id: string): DrawnItem => blankItem(kind, id, Date.now(), {});
const isOf =
  (kind: DrawnKind) =>
  (item: AnyItem): item is DrawnItem =>
    item.kind === kind;

/** What was deleted, with what was written since: neither takes the place of the other where both can stand. */
function together(deleted: FormItem, since: FormItem): FormItem {
  const parts: readonly PartOf<FormItem>[] = PARTS[deleted.kind];
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

function AllOf({ kind }: UnnamedProps) {
  const { say } = useKindWords();
  const adder = useRef<HTMLButtonElement>(null);
  const { items, begin, list } = useItemList(kind, useFormEdits(), {
    isOf: isOf(kind),
    level: 2,
    toFocus: adder,
  });
  return (
    <Page>
      <Head kind={kind} />
      {items.length === 0 && <EmptyState title={say(kind, "emptyTitle")}>{say(kind, "empty")}</EmptyState>}
      {items.length > 0 && list(items)}
      <Button
        ref={adder}
        variant="primary"
        className="justify-self-start"
        onClick={() => begin(blank(kind, crypto.randomUUID()))}
      >
        <Icon name="plus" size={20} />
        {say(kind, "add")}
      </Button>
    </Page>
  );
}

function AllNamed({ kind }: NamedProps) {
  const page = useRef<HTMLDivElement>(null);
  const form = useFormEdits();
  const { items, begin, list } = useItemList(kind, form, { isOf: isOf(kind), level: 2, toFocus: page });
  const taken = new Set(items.map((item) => JSON.stringify(ownNameIn(KINDS[kind], item))));
  const offered = useSameList(startersOf(kind).filter((starter) => !taken.has(JSON.stringify({ starter }))));
  const add = useSteady((name: Name<StarterOf<DrawnKind & NamedKind>>) => {
    const made = blankNamed(kind, crypto.randomUUID(), Date.now(), name);
    // Words of one's own are something already.
    if ("own" in name) form.edits.change(made.id, () => made);
    begin(made);
  });
  return (
    <Page>
      <Head kind={kind} />
      <div ref={page} tabIndex={-1} className="grid gap-8 outline-none">
        {items.length > 0 && list(items)}
        <AddNamed kind={kind} starters={offered} onAdd={add} />
      </div>
    </Page>
  );
}

function TheOne({ kind }: UnnamedProps) {
  const { entries, edits, share, change, told } = useFormEdits();
  const { titleOf } = useItemWords();
  const area = useRef<HTMLDivElement>(null);
  const [empty] = useState<FormItem>(() => blank(kind, kind));
  /** How often it was deleted: fields begin anew with it, with nothing left that was being typed. */
  const [deletions, setDeletions] = useState(0);
  const kept = entries[kind];
  const item = kept && isLike(kept, empty) ? kept : empty;
  // What is written afterwards makes it anew, under the same id.
  const takeAway = () => {
    area.current?.focus();
    setDeletions((times) => times + 1);
    edits.share(item.id, { do: "stop" });
    edits.change(item.id, () => undefined);
    told(item, titleOf(item), () =>
      edits.change(item.id, (since) => (since && isLike(since, item) ? together(item, since) : item)),
    );
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
