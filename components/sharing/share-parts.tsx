"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useKindWords } from "@/components/kind/use-kind-words";
import { SheetMoments, SheetView } from "@/components/sheet/sheet-view";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icons";
import { TickRow } from "@/components/ui/tick-row";
import { useVault } from "@/lib/client";
import { same } from "@/lib/domain/canonical";
import { mainIn, waitsForCondition } from "@/lib/domain/kind/content";
import { type AnyItem, KINDS, type PartOf } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { contentOf, isFilled, isSharedAlike, partsOffered } from "@/lib/domain/sharing/parts";
import { isTicked, sharedParts, tickedParts } from "@/lib/domain/sharing/standing";
import { samePage } from "@/lib/domain/sheet/page";
import { pageIfShown, pageOfItem } from "@/lib/domain/sheet/preview";
import { Preview } from "./preview";
import { useItemWords } from "./use-item-words";

type Props = {
  item: AnyItem;
  onShare: (verb: ShareVerb) => void;
  /** Of the headings in the preview: one below the heading that the item stands under. */
  previewLevel?: 3 | 4;
};

/** What of one item the other may see: how it stands in words, and once opened a tick for each part. */
export function ShareParts({ item, onShare, previewLevel = 4 }: Props) {
  const t = useTranslations("sharing");
  const { period, paused, moment } = useVault("period", "paused", "moment");
  const state = useShareState(item);
  const isSeen = !paused && sharedParts(item, period, moment).length > 0;
  return (
    <Disclosure
      className="rounded-md border border-line px-3"
      summary={
        <span className="grid">
          <span>{t("whatTheySee")}</span>
          <span className="flex items-start gap-1.5 text-sm font-normal text-quiet">
            <Icon name={isSeen ? "eye" : "lock"} size={18} className="mt-0.5" />
            <span>{state}</span>
          </span>
        </span>
      }
    >
      <div className="grid gap-4">
        <Ticks item={item} onShare={onShare} />
        <ItemPreview item={item} level={previewLevel} />
      </div>
    </Disclosure>
  );
}

/** How sharing stands for an item, in words: private, or the parts that are shared, paused or ready to be shared. */
export function useShareState(item: AnyItem): string {
  const t = useTranslations("sharing");
  const field = useTranslations("sharedField");
  const { period, paused, moment } = useVault("period", "paused", "moment");
  const { partName } = useItemWords();
  const ticked = tickedParts(item, period, moment);
  if (ticked.length === 0) return t("private");
  const parts = ticked.map((part) => partName(item, part)).join(", ");
  if (period === null) return field("readyParts", { parts });
  return paused ? field("pausedParts", { parts }) : t("sharedParts", { parts });
}

/** The ticks, which are closed most of the time. Drawn anew when one of them reads otherwise, and not with each edit of the item. */
const Ticks = memo(
  TickList,
  (before, now) =>
    before.onShare === now.onShare &&
    isSharedAlike(before.item, now.item) &&
    same(offered(before.item), offered(now.item)),
);

/** What the ticks say besides what is shared. */
const offered = (item: AnyItem) =>
  partsOffered(item).map((part) => [part, missing(item, part), mainIn(KINDS[item.kind], item)?.part]);

/** What is missing of a part that is ticked, by the sentence that says so. */
function missing(item: AnyItem, part: PartOf<AnyItem>): "waitsForCondition" | "nothingYet" | undefined {
  if (isFilled(item, part)) return undefined;
  return waitsForCondition(contentOf(item, part)) ? "waitsForCondition" : "nothingYet";
}

function TickList({ item, onShare }: Pick<Props, "item" | "onShare">) {
  const { say } = useKindWords();
  const t = useTranslations("sharing");
  const { period, paused, moment } = useVault("period", "paused", "moment");
  const { partName } = useItemWords();

  const hintFor = (part: PartOf<AnyItem>) => {
    const what = missing(item, part);
    return what && t(what);
  };
  return (
    <>
      {period === null && <p className="text-sm">{t("notLinked")}</p>}
      {period !== null && paused && <p className="text-sm">{t("pausedHere")}</p>}
      <fieldset className="min-w-0">
        <legend className="mb-1 text-sm text-quiet">{t("tickLegend")}</legend>
        {partsOffered(item).map((part) => (
          <TickRow
            key={part}
            label={partName(item, part)}
            hint={hintFor(part)}
            checked={isTicked(item, part, period, moment)}
            onChange={(on) => onShare({ do: on ? "tick" : "untick", part })}
          />
        ))}
      </fieldset>
      <div className="grid gap-1 text-sm text-quiet">
        <p>{say(item.kind, "goesAlong")}</p>
        <p>{t("asYouWrite")}</p>
        <p>{t("cannotUndo")}</p>
      </div>
    </>
  );
}

/**
 * This one item on a page of its own, drawn as it is drawn for the reader. Below it, what they would see with every part
 * ticked, so that one can look before one shares.
 */
function ItemPreview({ item, level }: { item: AnyItem; level: 3 | 4 }) {
  const t = useTranslations("sharing");
  const { period, paused, moment } = useVault("period", "paused", "moment");
  return (
    <Preview
      draw={() => {
        const page = pageOfItem(item, period, moment);
        const withEveryPart = pageIfShown(item, partsOffered(item));
        return (
          <>
            <p className="mb-4 text-sm text-quiet">{paused ? t("previewPaused") : t("previewHere")}</p>
            <SheetView page={page} level={level} />
            {!samePage(page, withEveryPart) && (
              <div className="mt-8 border-t border-line pt-6">
                <p className="mb-4 text-sm text-quiet">{t("previewEveryPart")}</p>
                <div className="grid gap-8">
                  <SheetMoments page={withEveryPart} level={level} />
                </div>
              </div>
            )}
          </>
        );
      }}
    />
  );
}
