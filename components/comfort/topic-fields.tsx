"use client";

import { useTranslations } from "next-intl";
import { DraftLine, DraftNote } from "@/components/entry/draft-fields";
import { memoPart } from "@/components/sharing/memo-part";
import { SharedField } from "@/components/sharing/shared-field";
import { TickRow } from "@/components/ui/tick-row";
import { useVault } from "@/lib/client";
import type { Comfort, ComfortAnswer, Direction } from "@/lib/domain/kinds/comfort";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { isShared } from "@/lib/domain/sharing/standing";
import { AnswerField } from "./answer-field";

type Props<Part> = {
  item: Comfort;
  part: Part;
  onChange: (change: (comfort: Comfort) => Comfort) => void;
  onShare: (verb: ShareVerb) => void;
};

/** What a topic is called, where it is one of one's own: it keeps the last name while there is none. */
export const NameField = memoPart(function NameField({ item, part, onChange, onShare }: Props<"name">) {
  const t = useTranslations("comfort");
  if (!("own" in item.topic)) return null;
  return (
    <SharedField item={item} part={part} onShare={onShare}>
      <DraftLine
        place={`${item.id}/name`}
        label={t("ownName")}
        value={item.topic.own}
        error={(name) => (name.trim() === "" ? t("ownNameNeeded") : undefined)}
        onKeep={(own) => {
          if (own.trim() !== "") onChange((one) => ({ ...one, topic: { own } }));
        }}
      />
    </SharedField>
  );
});

/** The answer for one direction. */
export const DirectionField = memoPart(function DirectionField({
  item,
  part,
  onChange,
  onShare,
}: Props<Direction>) {
  const { period, moment } = useVault("period", "moment");
  return (
    <SharedField item={item} part={part} onShare={onShare}>
      <AnswerField
        place={`${item.id}/${part}`}
        direction={part}
        answer={item.answers[part]}
        shared={isShared(item, part, period, moment)}
        onAnswer={(answer) => onChange((one) => withAnswer(one, part, answer))}
        onCondition={(condition) =>
          onChange((one) =>
            one.answers[part]?.is === "onlyIf" ? withAnswer(one, part, { is: "onlyIf", condition }) : one,
          )
        }
      />
    </SharedField>
  );
});

/** A mark on a topic. */
export const MarkField = memoPart(function MarkField({
  item,
  part,
  onChange,
  onShare,
}: Props<"notALeadUp" | "dontAsk">) {
  const t = useTranslations("comfort");
  return (
    <SharedField item={item} part={part} onShare={onShare}>
      <TickRow
        label={t(part)}
        checked={item[part]}
        onChange={(on) => onChange((one) => ({ ...one, [part]: on }))}
      />
    </SharedField>
  );
});

/** The note on a topic. */
export const NoteField = memoPart(function NoteField({ item, part, onChange, onShare }: Props<"note">) {
  const t = useTranslations("comfort");
  return (
    <SharedField item={item} part={part} onShare={onShare}>
      <DraftNote
        place={`${item.id}/note`}
        label={t("note")}
        value={item.note}
        onKeep={(note) => onChange((one) => ({ ...one, note }))}
      />
    </SharedField>
  );
});

/** The comfort with this answer for one direction; undefined takes the answer back. */
function withAnswer(comfort: Comfort, direction: Direction, answer: ComfortAnswer | undefined): Comfort {
  const { [direction]: _, ...others } = comfort.answers;
  return { ...comfort, answers: answer ? { ...others, [direction]: answer } : others };
}
