"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { DraftLine, DraftNote } from "@/components/entry/draft-fields";
import { EntryRow } from "@/components/entry/entry-row";
import { ShareParts } from "@/components/sharing/share-parts";
import { SharedField } from "@/components/sharing/shared-field";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icons";
import { TickRow } from "@/components/ui/tick-row";
import { useVault } from "@/lib/client";
import { hasTwoWays } from "@/lib/domain/comfort/topics";
import type { Comfort, ComfortAnswer, Direction } from "@/lib/domain/kinds/comfort";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { isShared } from "@/lib/domain/sharing/standing";
import { AnswerField } from "./answer-field";
import { isBare, TopicMarks } from "./topic-marks";

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
      slim={isBare(comfort)}
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
  const { period, moment } = useVault("period", "moment");
  const directions: Direction[] = hasTwoWays(comfort) ? ["whenTheyStart", "whenIStart"] : ["either"];
  const isOwn = "own" in comfort.topic;
  return (
    <>
      {"own" in comfort.topic && (
        <SharedField item={comfort} part="name" onShare={onShare}>
          <DraftLine
            place={`${comfort.id}/name`}
            label={t("ownName")}
            value={comfort.topic.own}
            error={(name) => (name.trim() === "" ? t("ownNameNeeded") : undefined)}
            onKeep={(own) => {
              if (own.trim() !== "") onChange((one) => ({ ...one, topic: { own } }));
            }}
          />
        </SharedField>
      )}
      {directions.map((direction) => (
        <SharedField key={direction} item={comfort} part={direction} onShare={onShare}>
          <AnswerField
            place={`${comfort.id}/${direction}`}
            direction={direction}
            answer={comfort.answers[direction]}
            shared={isShared(comfort, direction, period, moment)}
            onAnswer={(answer) => onChange((one) => withAnswer(one, direction, answer))}
            onCondition={(condition) =>
              onChange((one) =>
                one.answers[direction]?.is === "onlyIf"
                  ? withAnswer(one, direction, { is: "onlyIf", condition })
                  : one,
              )
            }
          />
        </SharedField>
      ))}
      <fieldset className="min-w-0">
        <legend className="mb-1 font-bold">{t("marks")}</legend>
        <SharedField item={comfort} part="notALeadUp" onShare={onShare}>
          <TickRow
            label={t("notALeadUp")}
            checked={comfort.notALeadUp}
            onChange={(notALeadUp) => onChange((one) => ({ ...one, notALeadUp }))}
          />
        </SharedField>
        <SharedField item={comfort} part="dontAsk" onShare={onShare}>
          <TickRow
            label={t("dontAsk")}
            checked={comfort.dontAsk}
            onChange={(dontAsk) => onChange((one) => ({ ...one, dontAsk }))}
          />
        </SharedField>
      </fieldset>
      <SharedField item={comfort} part="note" onShare={onShare}>
        <DraftNote
          place={`${comfort.id}/note`}
          label={t("note")}
          value={comfort.note}
          onKeep={(note) => onChange((one) => ({ ...one, note }))}
        />
      </SharedField>
      <ShareParts item={comfort} onShare={onShare} />
      {/* Its place is kept while there is nothing to remove: with the first words nothing below moves from under a finger. */}
      <Button
        variant="plain"
        className={cx("-ml-2.5 justify-self-start", !onRemove && "invisible")}
        onClick={onRemove}
      >
        <Icon name="trash" size={20} />
        {isOwn ? t("delete") : t("clear")}
      </Button>
    </>
  );
}

/** A topic of the starter set stays where it is: only what was said on it can go. */
function isWorthRemoving({ topic, answers, notALeadUp, dontAsk, note, share }: Comfort): boolean {
  const says = Object.keys(answers).length > 0 || notALeadUp || dontAsk || note !== "";
  return "own" in topic || says || share !== null;
}

/** The comfort with this answer for one direction; undefined takes the answer back. */
function withAnswer(comfort: Comfort, direction: Direction, answer: ComfortAnswer | undefined): Comfort {
  const { [direction]: _, ...others } = comfort.answers;
  return { ...comfort, answers: answer ? { ...others, [direction]: answer } : others };
}
