"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Words } from "@/components/sheet/text";
import { type ReaderName, useReaderWords } from "@/components/sheet/use-reader-words";
import { Button } from "@/components/ui/button";
import { useVault } from "@/lib/client";
import { waitsForCondition } from "@/lib/domain/kind/content";
import type { KindDefinition } from "@/lib/domain/kind/definition";
import { type AnyItem, KINDS } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { directionOf } from "@/lib/domain/sharing/direction";
import { contentOf, PARTS, partField, withContent } from "@/lib/domain/sharing/parts";
import {
  isNameAlong,
  isShared,
  type PartOrName,
  sharedParts,
  shownOf,
  waiting,
} from "@/lib/domain/sharing/standing";
import { useItemLines } from "./use-item-lines";

type Props = {
  item: AnyItem;
  /** What the field is for. "name" is a name of one's own that goes along with every part. */
  part: PartOrName;
  onShare: (verb: ShareVerb) => void;
  children: ReactNode;
};

/**
 * Around the field of a part: while it is shared, what a press in it does for the other; and what waits, next to what they
 * still see. Around a field that is not shared there is nothing to see.
 */
export function SharedField({ item, part, onShare, children }: Props) {
  const { period, paused, moment: now } = useVault("period", "paused", "moment");
  const field = useRef<HTMLDivElement>(null);
  const waits = waiting(item, period, now).includes(part);

  const press = (verb: ShareVerb) => {
    onShare(verb);
    // The pressed button goes away; focus stays with the field.
    const controls = field.current;
    const control = controls?.querySelector("input:checked") ?? controls?.querySelector("input, textarea");
    if (control instanceof HTMLElement) control.focus();
  };
  return (
    <div className="min-w-0">
      <div ref={field}>{children}</div>
      {goesOut(item, part, period, now) && <Rule item={item} part={part} paused={paused} />}
      {/* Always there, so that what comes later is read out. */}
      <div aria-live="polite" className={waits ? "mt-2" : undefined}>
        {waits && <Waiting item={item} part={part} period={period} paused={paused} now={now} press={press} />}
      </div>
    </div>
  );
}

/** Whether the other sees this part, or the name because of any other part. */
function goesOut(item: AnyItem, part: PartOrName, period: string | null, now: number): boolean {
  if (!isNameAlong(item, part)) return isShared(item, part, period, now);
  return sharedParts(item, period, now).some((one) => shownOf(item, one, period, now) !== null);
}

/** One quiet line, there before the press: what goes out at once, and what waits. */
function Rule({ item, part, paused }: { item: AnyItem; part: PartOrName; paused: boolean }) {
  const t = useTranslations("sharedField");
  const sharing = useTranslations("sharing");
  const direction = directionOf(item.kind, part).is;
  const isFlag = partField(item.kind, part)?.is === "flag";
  const rule = direction === "limits" && isFlag ? "flag" : direction;
  return <p className="mt-2 text-sm text-quiet">{paused ? sharing("pausedHere") : t(`rule.${rule}`)}</p>;
}

type WaitingProps = {
  item: AnyItem;
  part: PartOrName;
  period: string | null;
  paused: boolean;
  now: number;
  press: (verb: ShareVerb) => void;
};

/** What they still see, with the two ways to bring it in line with the field. */
function Waiting({ item, part, period, paused, now, press }: WaitingProps) {
  const t = useTranslations("sharedField");
  const sharing = useTranslations("sharing");
  const shown = useShownWords()(item, part, period, now);
  const needsWords = waitsForCondition(contentOf(item, part));
  const label = paused ? sharing("previewPaused") : t(needsWords ? "untilWords" : "stillSee");
  return (
    <div className="grid gap-2 rounded-md border-[1.5px] border-line bg-wash px-4 py-3">
      {shown.length === 0 ? (
        <p>{t("notSeenYet")}</p>
      ) : (
        <>
          <p className="text-sm text-quiet">{label}</p>
          {shown.map(({ text, stock }) => (
            <p key={text}>
              <Words stock={stock}>{text}</Words>
            </p>
          ))}
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {!needsWords && <Button onClick={() => press({ do: "show", what: part })}>{t("show")}</Button>}
        {/* With nothing shown it would empty the field. */}
        {shown.length > 0 && (
          <Button onClick={() => press({ do: "putBack", what: part })}>{t("putBack")}</Button>
        )}
      </div>
    </div>
  );
}

/** What is shown of a part, in the words that it is drawn with elsewhere. Empty while that is nothing. */
function useShownWords(): (
  item: AnyItem,
  part: PartOrName,
  period: string | null,
  now: number,
) => ReaderName[] {
  const lines = useItemLines();
  const reader = useReaderWords();
  const sheet = useTranslations("sheet");
  return (item, part, period, now) => {
    if (isNameAlong(item, part)) {
      const name = reader.nameOf(item.kind, { ...item.share?.name });
      return name ? [name] : [];
    }
    const shown = shownOf(item, part, period, now);
    if (shown === null) return [];
    if (part === "notALeadUp" || part === "dontAsk") return [{ text: sheet(part), stock: true }];
    // A title is no line of its own where all that an item says is listed.
    const { title }: KindDefinition = KINDS[item.kind];
    if (part === title) return [{ text: String(shown), stock: false }];
    const said = saidIn(shown);
    return lines(withOnly(item, part, shown)).flatMap(({ texts }) =>
      texts.map((text) => ({ text, stock: !said.includes(text) })),
    );
  };
}

/** The item with nothing in it but this. */
const withOnly = (item: AnyItem, part: PartOrName, shown: unknown): AnyItem =>
  PARTS[item.kind].reduce<AnyItem>(
    (one, other) => withContent(one, other, other === part ? shown : null),
    item,
  );

/** What is shown, piece by piece: words of one's own are among it as they are drawn, Stile's are not. */
function saidIn(shown: unknown): readonly unknown[] {
  if (Array.isArray(shown)) return shown;
  return typeof shown === "object" && shown !== null ? Object.values(shown) : [shown];
}
