"use client";

import { useTranslations } from "next-intl";
import { DraftLine, DraftList } from "@/components/entry/draft-fields";
import { ShareParts } from "@/components/sharing/share-parts";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icons";
import { ManyChoiceGroup } from "@/components/ui/many-choice-group";
import { SUPPORT_PARTS, type SupportPart, TOUCH, WANTS } from "@/lib/domain/support/options";
import type { Support } from "@/lib/domain/support/schema";
import { TOUCH_LOOKS } from "./touch-looks";

type Props = {
  support: Support;
  onChange: (change: (support: Support) => Support) => void;
  onRemove: () => void;
};

/** What a person would like in a situation. All of it may stay empty. */
export function SupportEditor({ support, onChange, onRemove }: Props) {
  const t = useTranslations("support");
  const isShared = (part: SupportPart) => support.share?.parts.includes(part);
  const isAnyDay = "starter" in support.situation && support.situation.starter === "anyDay";
  const steps = (
    <DraftList
      legend={isAnyDay ? t("kindnesses") : t("steps")}
      hint={isAnyDay ? t("kindnessesHint") : t("stepsHint")}
      addLabel={isAnyDay ? t("addKindness") : t("addStep")}
      value={support.steps}
      shared={isShared("steps")}
      onKeep={(lines) => onChange((one) => ({ ...one, steps: lines }))}
    />
  );
  return (
    <>
      {"own" in support.situation && (
        <DraftLine
          label={t("ownName")}
          value={support.situation.own}
          shared={support.share !== null}
          error={(name) => (name.trim() === "" ? t("ownNameNeeded") : undefined)}
          onKeep={(own) => {
            if (own.trim() !== "") onChange((one) => ({ ...one, situation: { own } }));
          }}
        />
      )}
      {isAnyDay && steps}
      <ManyChoiceGroup
        legend={t("wants")}
        hint={t("wantsHint")}
        options={WANTS.map((value) => ({ value, label: t(`wantsWords.${value}`) }))}
        values={support.wants}
        onChange={(wants) => onChange((one) => ({ ...one, wants }))}
      />
      <ChoiceGroup
        legend={t("touch")}
        options={TOUCH.map((value) => ({ value, label: t(`touchWords.${value}`), ...TOUCH_LOOKS[value] }))}
        value={support.touch ?? undefined}
        onChange={(touch) => onChange((one) => ({ ...one, touch: touch ?? null }))}
      />
      {!isAnyDay && steps}
      <DraftList
        legend={t("wordsThatHelp")}
        addLabel={t("addWords")}
        value={support.wordsThatHelp}
        shared={isShared("wordsThatHelp")}
        onKeep={(wordsThatHelp) => onChange((one) => ({ ...one, wordsThatHelp }))}
      />
      <DraftList
        legend={t("wordsToLeaveOut")}
        addLabel={t("addWords")}
        value={support.wordsToLeaveOut}
        shared={isShared("wordsToLeaveOut")}
        onKeep={(wordsToLeaveOut) => onChange((one) => ({ ...one, wordsToLeaveOut }))}
      />
      <DraftList
        legend={t("othersToCall")}
        hint={t("othersToCallHint")}
        addLabel={t("addPerson")}
        value={support.othersToCall}
        shared={isShared("othersToCall")}
        onKeep={(othersToCall) => onChange((one) => ({ ...one, othersToCall }))}
      />
      <ShareParts item={support} parts={SUPPORT_PARTS} onChange={onChange} />
      <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={onRemove}>
        <Icon name="trash" size={20} />
        {t("delete")}
      </Button>
    </>
  );
}
