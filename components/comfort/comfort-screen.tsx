"use client";

import { useTranslations } from "next-intl";
import { memo, useCallback, useId, useMemo, useState } from "react";
import { EntryList } from "@/components/entry/entry-list";
import { useSameList } from "@/components/entry/use-held";
import { useEntries } from "@/components/entry/use-items";
import { useOneOpen } from "@/components/entry/use-one-open";
import { useShare } from "@/components/entry/use-share";
import { WithEntries } from "@/components/entry/with-entries";
import { AnchorButton } from "@/components/ui/anchor-button";
import { Button } from "@/components/ui/button";
import { own } from "@/components/ui/own-words";
import { Page, PageHead } from "@/components/ui/page";
import { useToast } from "@/components/ui/toast";
import { engine, useVault } from "@/lib/client";
import { groupOf, ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import {
  type Comfort,
  GROUPS,
  type Group,
  STARTER_TOPIC_KEYS,
  STARTER_TOPICS,
} from "@/lib/domain/kinds/comfort";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { AddTopic } from "./add-topic";
import { TopicRow } from "./topic-row";

const BLANK_STARTERS = STARTER_TOPIC_KEYS.map((key) => ({ key, blank: starterComfort(key, 0) }));

/** What feels welcome and what does not, in groups that may each be skipped. */
export function ComfortScreen() {
  const t = useTranslations("comfort");
  return (
    <WithEntries title={t("title")}>
      <Topics />
    </WithEntries>
  );
}

function Topics() {
  const t = useTranslations("comfort");
  const { entries, edits } = useEntries();
  const comforts = useMemo(
    () => Object.values(entries).filter((entry) => entry.kind === "comfort"),
    [entries],
  );
  const rows = useOneOpen();
  const toast = useToast();
  const [justMade, setJustMade] = useState<string | null>(null);

  const change = useCallback(
    (blank: Comfort, apply: (comfort: Comfort) => Comfort) =>
      edits.change(blank.id, (entry) => apply(entry?.kind === "comfort" ? entry : blank)),
    [edits],
  );
  const share = useShare(edits);
  const { open } = rows;
  const remove = useCallback(
    (comfort: Comfort, name: string) => {
      edits.share(comfort.id, { do: "stop" });
      if ("own" in comfort.topic) {
        open(null);
        document.getElementById(`add-${comfort.group}`)?.focus();
        toast({ message: t.rich("deleted", { own, name }), undo: edits.remove(comfort.id) });
        return;
      }
      const blank = starterComfort(comfort.topic.starter, 0);
      edits.change(comfort.id, () => blank);
      toast({
        message: t.rich("cleared", { own, name }),
        undo: () => edits.change(comfort.id, () => comfort),
      });
    },
    [edits, open, toast, t],
  );
  const add = useCallback(
    (group: Group, words: string) => {
      const made = ownComfort(crypto.randomUUID(), words, group, Date.now());
      edits.change(made.id, () => made);
      setJustMade(made.id);
      open(made.id);
    },
    [edits, open],
  );

  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")}>
        <p className="max-w-[62ch] text-sm">{t("notConsent")}</p>
      </PageHead>
      <nav aria-label={t("jump")}>
        <ul className="-mx-2.5 flex flex-wrap">
          {GROUPS.map((group) => (
            <li key={group}>
              <AnchorButton href={`#${group}`} variant="plain" className="font-normal">
                {t(`groups.${group}.short`)}
              </AnchorButton>
            </li>
          ))}
        </ul>
        <p className="text-sm text-quiet">{t("unsetKey")}</p>
      </nav>
      {GROUPS.map((group) => (
        <TopicGroup
          key={group}
          group={group}
          comforts={comforts}
          openId={rows.openId}
          justMade={justMade}
          onToggle={rows.toggle}
          onChange={change}
          onShare={share}
          onRemove={remove}
          onAdd={add}
        />
      ))}
    </Page>
  );
}

type GroupProps = RowsProps & { onAdd: (group: Group, words: string) => void };

/** One group out of all comforts. */
function TopicGroup({ comforts, ...others }: GroupProps) {
  const own = useSameList(comforts.filter((one) => groupOf(one) === others.group));
  return <OneGroup comforts={own} {...others} />;
}

/** A group with its rows, drawn anew when something in it changes, and not with each of the others. */
const OneGroup = memo(function OneGroup({ onAdd, ...rows }: GroupProps) {
  const { group } = rows;
  return (
    <GroupSection group={group}>
      <TopicRows {...rows} />
      <AddTopic id={`add-${group}`} onAdd={(words) => onAdd(group, words)} />
    </GroupSection>
  );
});

/** A group under its heading. Intimacy stays closed, with a note before it, until it is opened. */
function GroupSection({ group, children }: { group: Group; children: React.ReactNode }) {
  const t = useTranslations("comfort");
  const { profile, troubles } = useVault("profile", "troubles");
  const content = useId();
  const [opened, setOpened] = useState(profile.intimacyOpened);
  const closes = group === "intimacy";
  const open = !closes || opened;

  const toggle = () => {
    setOpened(!opened);
    const canKeep = troubles.every(({ document }) => document !== "profile");
    if (canKeep) void engine().saveProfile({ intimacyOpened: !opened });
  };
  return (
    <section aria-labelledby={group} className="grid grid-cols-1 gap-3">
      <h2 id={group} className="scroll-mt-24 text-xl">
        {t(`groups.${group}.title`)}
      </h2>
      {closes && (
        <>
          {!open && <p className="max-w-[62ch] text-quiet">{t("intimacyNote")}</p>}
          <Button
            className="justify-self-start"
            aria-expanded={open}
            aria-controls={content}
            onClick={toggle}
          >
            {open ? t("intimacyClose") : t("intimacyOpen")}
          </Button>
        </>
      )}
      <div id={content} hidden={!open} className="grid grid-cols-1 gap-2">
        {open && children}
      </div>
    </section>
  );
}

type OwnComfort = Comfort & { topic: { own: string } };

type RowsProps = {
  group: Group;
  /** Those of the group. */
  comforts: readonly Comfort[];
  openId: string | null;
  justMade: string | null;
  onToggle: (id: string, row: Element) => void;
  onChange: (blank: Comfort, change: (comfort: Comfort) => Comfort) => void;
  onShare: (comfort: Comfort, verb: ShareVerb) => void;
  onRemove: (comfort: Comfort, name: string) => void;
};

/** The starter topics of a group, then one's own in the order they were added. */
function TopicRows({ group, comforts, openId, justMade, onToggle, onChange, onShare, onRemove }: RowsProps) {
  const topics = useTranslations("topics");
  const handlers = useMemo(
    () => ({ onToggle, onChange, onShare, onRemove }),
    [onToggle, onChange, onShare, onRemove],
  );
  const drawOwn = useCallback(
    (comfort: OwnComfort, open: boolean) => (
      <TopicRow
        key={comfort.id}
        title={comfort.topic.own}
        comfort={comfort}
        blank={comfort}
        open={open}
        focusWhenOpened={comfort.id === justMade}
        {...handlers}
      />
    ),
    [handlers, justMade],
  );
  const starters = BLANK_STARTERS.filter(({ key }) => STARTER_TOPICS[key].group === group);
  const touched = new Map(comforts.filter(({ topic }) => "starter" in topic).map((one) => [one.id, one]));
  const own = comforts.filter((comfort): comfort is OwnComfort => "own" in comfort.topic);
  return (
    <EntryList items={own} openId={openId} draw={drawOwn}>
      {starters.map(({ key, blank }) => (
        <TopicRow
          key={key}
          title={topics(key)}
          comfort={touched.get(blank.id)}
          blank={blank}
          open={openId === blank.id}
          {...handlers}
        />
      ))}
    </EntryList>
  );
}
