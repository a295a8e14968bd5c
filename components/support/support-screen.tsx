"use client";

import { useTranslations } from "next-intl";
import { memo, useCallback, useRef, useState } from "react";
import { EntryList } from "@/components/entry/entry-list";
import { EntryRow } from "@/components/entry/entry-row";
import { SharedMark } from "@/components/entry/shared-mark";
import { useEntries } from "@/components/entry/use-items";
import { useOneOpen } from "@/components/entry/use-one-open";
import { useShare } from "@/components/entry/use-share";
import { WithEntries } from "@/components/entry/with-entries";
import { ItemEditor } from "@/components/kinds/item-editor";
import { hasOwnName, useItemWords } from "@/components/sharing/use-item-words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { own } from "@/components/ui/own-words";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { useToast } from "@/components/ui/toast";
import { blankItem } from "@/lib/domain/kinds/blank";
import { SITUATIONS, type Support } from "@/lib/domain/kinds/support";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { AddSupport } from "./add-support";

const isAnyDay = ({ situation }: Support) => "starter" in situation && situation.starter === "anyDay";

/** What I would like in a situation, and small kindnesses for any day. */
export function SupportScreen() {
  const t = useTranslations("support");
  return (
    <WithEntries title={t("title")}>
      <Supports />
    </WithEntries>
  );
}

function Supports() {
  const t = useTranslations("support");
  const { entries, edits } = useEntries();
  const { openId, open, toggle } = useOneOpen();
  const share = useShare(edits);
  const toast = useToast();
  const page = useRef<HTMLDivElement>(null);
  /** One that was just added. It is kept once there is something in it. */
  const [fresh, setFresh] = useState<Support | null>(null);

  const kept = Object.values(entries).filter((entry) => entry.kind === "support");
  const all = fresh && !kept.some(({ id }) => id === fresh.id) ? [...kept, fresh] : kept;
  const anyDay = all.filter(isAnyDay);
  const hard = all.filter((support) => !isAnyDay(support));
  const offered = SITUATIONS.filter(
    (key) =>
      key !== "anyDay" && !hard.some(({ situation }) => "starter" in situation && situation.starter === key),
  );

  const add = (situation: Support["situation"]) => {
    const made = blankItem("support", crypto.randomUUID(), Date.now(), { situation });
    // Words of one's own are something already.
    if ("own" in situation) edits.change(made.id, () => made);
    setFresh(made);
    open(made.id);
  };
  const change = useCallback<Change>(
    (support, apply) =>
      edits.change(support.id, (entry) => apply(entry?.kind === "support" ? entry : support)),
    [edits],
  );
  const remove = useCallback(
    (support: Support, name: string) => {
      open(null);
      setFresh(null);
      page.current?.focus();
      const isKept = edits.items()[support.id] !== undefined;
      edits.share(support.id, { do: "stop" });
      const undo = edits.remove(support.id);
      if (isKept) toast({ message: t.rich("deleted", { own, name }), undo });
    },
    [edits, open, toast, t],
  );
  const freshId = fresh?.id;
  const draw = useCallback(
    (support: Support, isOpen: boolean) => (
      <SupportRow
        key={support.id}
        support={support}
        open={isOpen}
        focusWhenOpened={support.id === freshId}
        onToggle={toggle}
        onChange={change}
        onShare={share}
        onRemove={remove}
      />
    ),
    [freshId, toggle, change, share, remove],
  );
  const rows = (supports: readonly Support[]) => <EntryList items={supports} openId={openId} draw={draw} />;

  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} />
      <div ref={page} tabIndex={-1} className="grid gap-8 outline-none">
        {hard.length > 0 && <Section title={t("hardTitle")}>{rows(hard)}</Section>}
        <AddSupport situations={offered} onAdd={add} />
        <Section title={t("anyDayTitle")} lead={t("anyDayLead")}>
          {anyDay.length > 0 ? (
            rows(anyDay)
          ) : (
            <Button className="justify-self-start" onClick={() => add({ starter: "anyDay" })}>
              <Icon name="plus" size={20} />
              {t("anyDayAdd")}
            </Button>
          )}
        </Section>
      </div>
    </Page>
  );
}

type Change = (support: Support, apply: (one: Support) => Support) => void;

type RowProps = {
  support: Support;
  open: boolean;
  focusWhenOpened: boolean;
  onToggle: (id: string, row: Element) => void;
  onChange: Change;
  onShare: (support: Support, verb: ShareVerb) => void;
  onRemove: (support: Support, name: string) => void;
};

/** One situation among many. Drawn anew when something of its own changes, and not with every other. */
const SupportRow = memo(function SupportRow(props: RowProps) {
  const { support, open, focusWhenOpened, onToggle, onChange, onShare, onRemove } = props;
  const t = useTranslations("support");
  const name = useItemWords().titleOf(support);
  return (
    <EntryRow
      title={name}
      stock={!hasOwnName(support)}
      marks={<SharedMark item={support} label={t("shared")} />}
      open={open}
      onToggle={(row) => onToggle(support.id, row)}
      focusWhenOpened={focusWhenOpened}
    >
      <ItemEditor
        item={support}
        previewLevel={4}
        onChange={(apply) => onChange(support, apply)}
        onShare={(verb) => onShare(support, verb)}
        onRemove={() => onRemove(support, name)}
      />
    </EntryRow>
  );
});
