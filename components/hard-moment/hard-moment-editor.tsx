"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DraftLine, DraftList, DraftNote } from "@/components/entry/draft-fields";
import { ShareParts } from "@/components/sharing/share-parts";
import { SharedField } from "@/components/sharing/shared-field";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icons";
import { useVault } from "@/lib/client";
import type { PartOf } from "@/lib/domain/kinds";
import { type HardMoment, NEARNESS } from "@/lib/domain/kinds/hard-moment";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { isShared } from "@/lib/domain/sharing/standing";

type Props = {
  moment: HardMoment;
  onChange: (change: (moment: HardMoment) => HardMoment) => void;
  onShare: (verb: ShareVerb) => void;
  onRemove: () => void;
};

/** Everything there may be to say about a hard moment. All of it may stay empty. */
export function HardMomentEditor({ moment, onChange, onShare, onRemove }: Props) {
  const t = useTranslations("hardMoments");
  const { period } = useVault();
  const field = (part: PartOf<HardMoment>, control: ReactNode) => (
    <SharedField item={moment} part={part} onShare={onShare}>
      {control}
    </SharedField>
  );
  return (
    <>
      {field(
        "name",
        <DraftLine
          place={`${moment.id}/name`}
          label={t("name")}
          hint={t("nameHint")}
          value={moment.name}
          onKeep={(name) => onChange((one) => ({ ...one, name }))}
        />,
      )}
      {field(
        "signs",
        <DraftList
          place={`${moment.id}/signs`}
          legend={t("signs")}
          hint={t("signsHint")}
          addLabel={t("addSign")}
          value={moment.signs}
          onKeep={(signs) => onChange((one) => ({ ...one, signs }))}
        />,
      )}
      {field(
        "helps",
        <DraftList
          place={`${moment.id}/helps`}
          legend={t("helps")}
          hint={t("helpsHint")}
          addLabel={t("addHelp")}
          value={moment.helps}
          onKeep={(helps) => onChange((one) => ({ ...one, helps }))}
        />,
      )}
      {field(
        "pleaseDont",
        <DraftList
          place={`${moment.id}/pleaseDont`}
          legend={t("pleaseDont")}
          hint={t("pleaseDontHint")}
          addLabel={t("addDont")}
          value={moment.pleaseDont}
          whole={isShared(moment, "pleaseDont", period, Date.now())}
          onKeep={(pleaseDont) => onChange((one) => ({ ...one, pleaseDont }))}
        />,
      )}
      {field(
        "nearness",
        <ChoiceGroup
          legend={t("nearness")}
          options={NEARNESS.map((value) => ({ value, label: t(`nearnessWords.${value}`) }))}
          value={moment.nearness ?? undefined}
          onChange={(nearness) => onChange((one) => ({ ...one, nearness: nearness ?? null }))}
        />,
      )}
      {field(
        "lasts",
        <DraftLine
          place={`${moment.id}/lasts`}
          label={t("lasts")}
          hint={t("lastsHint")}
          value={moment.lasts}
          onKeep={(lasts) => onChange((one) => ({ ...one, lasts }))}
        />,
      )}
      {field(
        "afterwards",
        <DraftNote
          place={`${moment.id}/afterwards`}
          label={t("afterwards")}
          hint={t("afterwardsHint")}
          value={moment.afterwards}
          onKeep={(afterwards) => onChange((one) => ({ ...one, afterwards }))}
        />,
      )}
      <ShareParts item={moment} onShare={onShare} previewLevel={3} />
      <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={onRemove}>
        <Icon name="trash" size={20} />
        {t("delete")}
      </Button>
    </>
  );
}
