"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Shareable } from "@/lib/domain/sharing/parts";
import { useShareState } from "./share-parts";
import { hasOwnName, useItemWords } from "./use-item-words";

const KINDS = ["comfort", "hardMoment", "support", "checkIn"] as const;

type Props = { items: readonly Shareable[]; onStop: (item: Shareable, name: string) => void };

/** Everything that is shared, with its parts, and a way to stop each. */
export function SharedList({ items, onStop }: Props) {
  const t = useTranslations("sharing");
  return (
    <div className="grid gap-6">
      {KINDS.map((kind) => {
        const ofKind = items.filter((item) => item.kind === kind);
        return ofKind.length === 0 ? null : (
          <div key={kind} className="grid gap-2">
            <h3 className="text-base tracking-normal text-quiet">{t(`kinds.${kind}`)}</h3>
            <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
              {ofKind.map((item) => (
                <SharedRow key={item.id} item={item} onStop={onStop} />
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function SharedRow({ item, onStop }: { item: Shareable; onStop: Props["onStop"] }) {
  const t = useTranslations("sharing");
  const { titleOf } = useItemWords();
  const state = useShareState(item);
  const name = titleOf(item);
  return (
    <li className="flex items-center gap-3 py-2.5 pr-3 pl-4 sm:pl-5">
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">
          <bdi translate={hasOwnName(item) ? "no" : undefined}>{name}</bdi>
        </p>
        <p className="text-sm text-quiet">{state}</p>
      </div>
      {/* Own words in its name are left alone by a translator, what is seen on it is not. */}
      <Button translate="no" aria-label={t("stopLabel", { name })} onClick={() => onStop(item, name)}>
        <span translate="yes">{t("stop")}</span>
      </Button>
    </li>
  );
}
