"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DraftLine, DraftList } from "@/components/entry/draft-fields";
import { useKindWords } from "@/components/kind/use-kind-words";
import { ShareParts } from "@/components/sharing/share-parts";
import { SharedField } from "@/components/sharing/shared-field";
import { TOUCH_LOOKS } from "@/components/sheet/touch-looks";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icons";
import { ManyChoiceGroup } from "@/components/ui/many-choice-group";
import { useVault } from "@/lib/client";
import type { PartOf } from "@/lib/domain/kinds";
import { type Support, TOUCH, WANTS } from "@/lib/domain/kinds/support";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { isShared } from "@/lib/domain/sharing/standing";

type Props = {
  support: Support;
  onChange: (change: (support: Support) => Support) => void;
  onShare: (verb: ShareVerb) => void;
  onRemove: () => void;
};

/** What a person would like in a situation. All of it may stay empty. */
export function SupportEditor({ support, onChange, onShare, onRemove }: Props) {
  const t = useTranslations("support");
  const { choice } = useKindWords();
  const { period, moment } = useVault("period", "moment");
  const field = (part: PartOf<Support>, control: ReactNode) => (
    <SharedField item={support} part={part} onShare={onShare}>
      {control}
    </SharedField>
  );
  const isAnyDay = "starter" in support.situation && support.situation.starter === "anyDay";
  const steps = field(
    "steps",
    <DraftList
      place={`${support.id}/steps`}
      legend={isAnyDay ? t("kindnesses") : t("steps")}
      hint={isAnyDay ? t("kindnessesHint") : t("stepsHint")}
      addLabel={isAnyDay ? t("addKindness") : t("addStep")}
      value={support.steps}
      onKeep={(lines) => onChange((one) => ({ ...one, steps: lines }))}
    />,
  );
  return (
    <>
      {"own" in support.situation && (
        <SharedField item={support} part="name" onShare={onShare}>
          <DraftLine
            place={`${support.id}/name`}
            label={t("ownName")}
            value={support.situation.own}
            error={(name) => (name.trim() === "" ? t("ownNameNeeded") : undefined)}
            onKeep={(own) => {
              if (own.trim() !== "") onChange((one) => ({ ...one, situation: { own } }));
            }}
          />
        </SharedField>
      )}
      {isAnyDay && steps}
      {field(
        "wants",
        <ManyChoiceGroup
          legend={t("wants")}
          hint={t("wantsHint")}
          options={WANTS.map((value) => ({ value, label: choice("support", "wants", value, "mine") }))}
          values={support.wants}
          onChange={(wants) => onChange((one) => ({ ...one, wants }))}
        />,
      )}
      {field(
        "touch",
        <ChoiceGroup
          legend={t("touch")}
          options={TOUCH.map((value) => ({
            value,
            label: choice("support", "touch", value, "mine"),
            ...TOUCH_LOOKS[value],
          }))}
          value={support.touch ?? undefined}
          onChange={(touch) => onChange((one) => ({ ...one, touch: touch ?? null }))}
        />,
      )}
      {!isAnyDay && steps}
      {field(
        "wordsThatHelp",
        <DraftList
          place={`${support.id}/wordsThatHelp`}
          legend={t("wordsThatHelp")}
          addLabel={t("addWords")}
          value={support.wordsThatHelp}
          onKeep={(wordsThatHelp) => onChange((one) => ({ ...one, wordsThatHelp }))}
        />,
      )}
      {field(
        "wordsToLeaveOut",
        <DraftList
          place={`${support.id}/wordsToLeaveOut`}
          legend={t("wordsToLeaveOut")}
          addLabel={t("addWords")}
          value={support.wordsToLeaveOut}
          whole={isShared(support, "wordsToLeaveOut", period, moment)}
          onKeep={(wordsToLeaveOut) => onChange((one) => ({ ...one, wordsToLeaveOut }))}
        />,
      )}
      {field(
        "othersToCall",
        <DraftList
          place={`${support.id}/othersToCall`}
          legend={t("othersToCall")}
          hint={t("othersToCallHint")}
          addLabel={t("addPerson")}
          value={support.othersToCall}
          onKeep={(othersToCall) => onChange((one) => ({ ...one, othersToCall }))}
        />,
      )}
      <ShareParts item={support} onShare={onShare} />
      <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={onRemove}>
        <Icon name="trash" size={20} />
        {t("delete")}
      </Button>
    </>
  );
}
