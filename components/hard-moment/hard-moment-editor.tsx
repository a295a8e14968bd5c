"use client";

import { useTranslations } from "next-intl";
import { DraftLine, DraftList, DraftNote } from "@/components/entry/draft-fields";
import { ShareParts } from "@/components/sharing/share-parts";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icons";
import { HARD_MOMENT_PARTS, type HardMomentPart, NEARNESS } from "@/lib/domain/hard-moment/options";
import type { HardMoment } from "@/lib/domain/hard-moment/schema";

type Props = {
  moment: HardMoment;
  onChange: (change: (moment: HardMoment) => HardMoment) => void;
  onRemove: () => void;
};

/** Everything there may be to say about a hard moment. All of it may stay empty. */
export function HardMomentEditor({ moment, onChange, onRemove }: Props) {
  const t = useTranslations("hardMoments");
  const isShared = (part: HardMomentPart) => moment.share?.parts.includes(part);
  return (
    <>
      <DraftLine
        label={t("name")}
        hint={t("nameHint")}
        value={moment.name}
        shared={isShared("name")}
        onKeep={(name) => onChange((one) => ({ ...one, name }))}
      />
      <DraftList
        legend={t("signs")}
        hint={t("signsHint")}
        addLabel={t("addSign")}
        value={moment.signs}
        shared={isShared("signs")}
        onKeep={(signs) => onChange((one) => ({ ...one, signs }))}
      />
      <DraftList
        legend={t("helps")}
        hint={t("helpsHint")}
        addLabel={t("addHelp")}
        value={moment.helps}
        shared={isShared("helps")}
        onKeep={(helps) => onChange((one) => ({ ...one, helps }))}
      />
      <DraftList
        legend={t("pleaseDont")}
        hint={t("pleaseDontHint")}
        addLabel={t("addDont")}
        value={moment.pleaseDont}
        shared={isShared("pleaseDont")}
        onKeep={(pleaseDont) => onChange((one) => ({ ...one, pleaseDont }))}
      />
      <ChoiceGroup
        legend={t("nearness")}
        options={NEARNESS.map((value) => ({ value, label: t(`nearnessWords.${value}`) }))}
        value={moment.nearness ?? undefined}
        onChange={(nearness) => onChange((one) => ({ ...one, nearness: nearness ?? null }))}
      />
      <DraftLine
        label={t("lasts")}
        hint={t("lastsHint")}
        value={moment.lasts}
        shared={isShared("lasts")}
        onKeep={(lasts) => onChange((one) => ({ ...one, lasts }))}
      />
      <DraftNote
        label={t("afterwards")}
        hint={t("afterwardsHint")}
        value={moment.afterwards}
        shared={isShared("afterwards")}
        onKeep={(afterwards) => onChange((one) => ({ ...one, afterwards }))}
      />
      <ShareParts item={moment} parts={HARD_MOMENT_PARTS} onChange={onChange} previewLevel={3} />
      <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={onRemove}>
        <Icon name="trash" size={20} />
        {t("delete")}
      </Button>
    </>
  );
}
