"use client";

import { useTranslations } from "next-intl";
import { SheetMoments, SheetView } from "@/components/sheet/sheet-view";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icons";
import { TickRow } from "@/components/ui/tick-row";
import { useVault } from "@/lib/client/use-stile";
import { isFilled, type PartOf, partsOffered, type Shareable } from "@/lib/domain/sharing/parts";
import { withPart, withShared } from "@/lib/domain/sharing/verbs";
import { composePage, samePage } from "@/lib/domain/sheet/compose";
import type { Page } from "@/lib/domain/sheet/schema";
import { Preview } from "./preview";
import { useItemWords } from "./use-item-words";

type Props<Item extends Shareable> = {
  item: Item;
  /** Every part that an item of this kind can share. Those that this one offers have a tick. */
  parts: readonly PartOf<Item>[];
  onChange: (change: (item: Item) => Item) => void;
  /** Of the headings in the preview: one below the heading that the item stands under. */
  previewLevel?: 3 | 4;
};

/** What of one item the other may see: how it stands in words, and once opened a tick for each part. */
export function ShareParts<Item extends Shareable>({ item, parts, onChange, previewLevel = 4 }: Props<Item>) {
  const t = useTranslations("sharing");
  const state = useShareState(item);
  return (
    <Disclosure
      className="rounded-md border border-line px-3"
      summary={
        <span className="grid">
          <span>{t("whatTheySee")}</span>
          <span className="flex items-start gap-1.5 text-sm font-normal text-quiet">
            <Icon name={item.share === null ? "lock" : "eye"} size={18} className="mt-0.5" />
            <span>{state}</span>
          </span>
        </span>
      }
    >
      <Ticks item={item} parts={parts} onChange={onChange} previewLevel={previewLevel} />
    </Disclosure>
  );
}

/** How sharing stands for an item, in words: private, or the parts that are shared. */
export function useShareState(item: Shareable): string {
  const t = useTranslations("sharing");
  const { partName } = useItemWords();
  const parts = partsOffered(item).filter((part) => isTicked(item, part));
  if (parts.length === 0) return t("private");
  return t("sharedParts", { parts: parts.map((part) => partName(item, part)).join(", ") });
}

const isTicked = (item: Shareable, part: PartOf<Shareable>): boolean =>
  item.share?.parts.some((ticked) => ticked === part) ?? false;

function Ticks<Item extends Shareable>({ item, parts, onChange, previewLevel }: Required<Props<Item>>) {
  const t = useTranslations("sharing");
  const { link, paused } = useVault();
  const { partName } = useItemWords();

  const offered = partsOffered(item);
  const hintFor = (part: PartOf<Shareable>) => {
    if (isFilled(item, part)) return undefined;
    return waitsForCondition(item, part) ? t("waitsForCondition") : t("nothingYet");
  };
  return (
    <div className="grid gap-4">
      {link.state !== "linked" && <p className="text-sm">{t("notLinked")}</p>}
      {paused && <p className="text-sm">{t("pausedHere")}</p>}
      <fieldset className="min-w-0">
        <legend className="mb-1 text-sm text-quiet">{t("tickLegend")}</legend>
        {parts
          .filter((part) => offered.includes(part))
          .map((part) => (
            <TickRow
              key={part}
              label={partName(item, part)}
              hint={hintFor(part)}
              checked={isTicked(item, part)}
              onChange={(on) => onChange((one) => withPart(one, part, on, Date.now()))}
            />
          ))}
      </fieldset>
      <div className="grid gap-1 text-sm text-quiet">
        <p>{t(`nameGoesAlong.${item.kind}`)}</p>
        <p>{t("asYouWrite")}</p>
        <p>{t("cannotUndo")}</p>
      </div>
      <ItemPreview item={item} level={previewLevel} />
    </div>
  );
}

/**
 * This one item on a page of its own, drawn as it is drawn for the reader. Below it, what they would see with every part
 * ticked, so that one can look before one shares.
 */
function ItemPreview({ item, level }: { item: Shareable; level: 3 | 4 }) {
  const t = useTranslations("sharing");
  const { paused } = useVault();
  return (
    <Preview
      draw={() => {
        const now = Date.now();
        const page = pageOf(item, now);
        const withEveryPart = pageOf(withShared(item, partsOffered(item), now), now);
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

/** The page there would be if nothing but this item were shared. */
function pageOf(item: Shareable, now: number): Page {
  return item.kind === "checkIn"
    ? composePage({ entries: [], checkIns: [item], paused: false }, now)
    : composePage({ entries: [item], checkIns: [], paused: false }, now);
}

function waitsForCondition(item: Shareable, part: PartOf<Shareable>): boolean {
  if (item.kind !== "comfort") return false;
  const { answers } = item;
  switch (part) {
    case "whenTheyStart":
    case "whenIStart":
    case "either":
      return answers[part]?.is === "onlyIf";
    default:
      return false;
  }
}
