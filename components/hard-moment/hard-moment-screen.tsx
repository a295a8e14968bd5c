"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { EntryList, EntryRow } from "@/components/entry/entry-row";
import { SharedMark } from "@/components/entry/shared-mark";
import { useEntries } from "@/components/entry/use-items";
import { useOneOpen } from "@/components/entry/use-one-open";
import { useShare } from "@/components/entry/use-share";
import { WithEntries } from "@/components/entry/with-entries";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { own } from "@/components/ui/own-words";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { useToast } from "@/components/ui/toast";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import { HardMomentEditor } from "./hard-moment-editor";

/** Hard moments: what may show from outside, and what helps. */
export function HardMomentScreen() {
  const t = useTranslations("hardMoments");
  return (
    <WithEntries title={t("title")}>
      <HardMoments />
    </WithEntries>
  );
}

function HardMoments() {
  const t = useTranslations("hardMoments");
  const { entries, edits } = useEntries();
  const { openId, open, toggle } = useOneOpen();
  const share = useShare(edits);
  const toast = useToast();
  const adder = useRef<HTMLButtonElement>(null);
  /** One that was just added. It is kept once there is something in it. */
  const [fresh, setFresh] = useState<HardMoment | null>(null);

  const kept = Object.values(entries).filter((entry) => entry.kind === "hardMoment");
  const moments = fresh && !kept.some(({ id }) => id === fresh.id) ? [...kept, fresh] : kept;

  const add = () => {
    const made = blankItem("hardMoment", crypto.randomUUID(), Date.now(), {});
    setFresh(made);
    open(made.id);
  };
  const change = (moment: HardMoment, apply: (one: HardMoment) => HardMoment) =>
    edits.change(moment.id, (entry) => apply(entry?.kind === "hardMoment" ? entry : moment));
  const remove = (moment: HardMoment) => {
    open(null);
    setFresh(null);
    adder.current?.focus();
    const isKept = kept.some(({ id }) => id === moment.id);
    edits.share(moment.id, { do: "stop" });
    const undo = edits.remove(moment.id);
    if (isKept)
      toast({ message: t.rich("deleted", { own, name: moment.name.trim() || t("unnamed") }), undo });
  };

  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")}>
        <p className="max-w-[62ch] text-sm">{t("noStory")}</p>
      </PageHead>
      {moments.length === 0 && <EmptyState title={t("emptyTitle")}>{t("empty")}</EmptyState>}
      {moments.length > 0 && (
        <EntryList>
          {moments.map((moment) => (
            <EntryRow
              key={moment.id}
              level={2}
              title={moment.name.trim() || t("unnamed")}
              stock={moment.name.trim() === ""}
              marks={<SharedMark item={moment} label={t("shared")} />}
              open={openId === moment.id}
              onToggle={(row) => toggle(moment.id, row)}
              focusWhenOpened={moment.id === fresh?.id}
            >
              <HardMomentEditor
                moment={moment}
                onChange={(apply) => change(moment, apply)}
                onShare={(verb) => share(moment, verb)}
                onRemove={() => remove(moment)}
              />
            </EntryRow>
          ))}
        </EntryList>
      )}
      <Button ref={adder} variant="primary" className="justify-self-start" onClick={add}>
        <Icon name="plus" size={20} />
        {t("add")}
      </Button>
    </Page>
  );
}
