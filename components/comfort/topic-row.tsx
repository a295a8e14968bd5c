"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { EntryRow } from "@/components/entry/entry-row";
import { useSteady } from "@/components/entry/use-held";
import { ShareParts } from "@/components/sharing/share-parts";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icons";
import { hasTwoWays } from "@/lib/domain/comfort/topics";
import type { Comfort, Direction } from "@/lib/domain/kinds/comfort";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { DirectionField, MarkField, NameField, NoteField } from "./topic-fields";
import { TopicMarks } from "./topic-marks";

type Props = {
  /** As it is kept; a starter topic nobody has touched has none yet. */
  comfort: Comfort | undefined;
  /** What it is as long as there is none: a topic with nothing answered. */
  blank: Comfort;
  title: string;
  open: boolean;
  onToggle: (id: string, row: Element) => void;
  onChange: (blank: Comfort, change: (comfort: Comfort) => Comfort) => void;
  onShare: (comfort: Comfort, verb: ShareVerb) => void;
  onRemove: (comfort: Comfort, title: string) => void;
  focusWhenOpened?: boolean;
};

/** One topic: its answers at a glance, and all there is to say about it once opened. */
export const TopicRow = memo(function TopicRow({
  comfort,
  blank,
  title,
  open,
  onToggle,
  onChange,
  onShare,
  onRemove,
  focusWhenOpened,
}: Props) {
  return (
    <EntryRow
      title={title}
      stock={"starter" in blank.topic}
      marks={<TopicMarks comfort={comfort} />}
      open={open}
      onToggle={(row) => onToggle(blank.id, row)}
      focusWhenOpened={focusWhenOpened}
    >
      <TopicEditor
        comfort={comfort ?? blank}
        onChange={(change) => onChange(blank, change)}
        onShare={(verb) => onShare(comfort ?? blank, verb)}
        onRemove={comfort && isWorthRemoving(comfort) ? () => onRemove(comfort, title) : undefined}
      />
    </EntryRow>
  );
});

type EditorProps = {
  comfort: Comfort;
  onChange: (change: (comfort: Comfort) => Comfort) => void;
  onShare: (verb: ShareVerb) => void;
  /** Absent while there is nothing to remove. */
  onRemove: (() => void) | undefined;
};

function TopicEditor({ comfort, onChange, onShare, onRemove }: EditorProps) {
  const t = useTranslations("comfort");
  const directions: Direction[] = hasTwoWays(comfort) ? ["whenTheyStart", "whenIStart"] : ["either"];
  const field = { item: comfort, onChange: useSteady(onChange), onShare: useSteady(onShare) };
  return (
    <>
      <NameField part="name" {...field} />
      {directions.map((direction) => (
        <DirectionField key={direction} part={direction} {...field} />
      ))}
      <fieldset className="min-w-0">
        <legend className="mb-1 font-bold">{t("marks")}</legend>
        <MarkField part="notALeadUp" {...field} />
        <MarkField part="dontAsk" {...field} />
      </fieldset>
      <NoteField part="note" {...field} />
      <ShareParts item={comfort} onShare={field.onShare} />
      {/* Its place is kept while there is nothing to remove: with the first words nothing below moves from under a finger. */}
      <Button
        variant="plain"
        className={cx("-ml-2.5 justify-self-start", !onRemove && "invisible")}
        onClick={onRemove}
      >
        <Icon name="trash" size={20} />
        {"own" in comfort.topic ? t("delete") : t("clear")}
      </Button>
    </>
  );
}

/** A topic of the starter set stays where it is: only what was said on it can go. */
function isWorthRemoving({ topic, answers, notALeadUp, dontAsk, note, share }: Comfort): boolean {
  const says = Object.keys(answers).length > 0 || notALeadUp || dontAsk || note !== "";
  return "own" in topic || says || share !== null;
}
