"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SheetMoments } from "@/components/sheet/sheet-view";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Disclosure } from "@/components/ui/disclosure";
import type { Page } from "@/lib/domain/sheet/schema";
import { type ItemTitle, useItemWords } from "./use-item-words";

/** A list of rows, each closed until it is opened. */
export function RowList({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">{children}</ul>;
}

type RowProps = { title: ItemTitle; onStop?: (() => void) | undefined; children: ReactNode };

/** One item: its name, and a way to stop it that needs no opening. Everything else stands inside. */
export function Row({ title: { name, isOwn }, onStop, children }: RowProps) {
  const t = useTranslations("sharing");
  return (
    <li className="flex items-start gap-3 py-1 pr-3 pl-2 sm:pl-3">
      <Disclosure
        className="min-w-0 flex-1"
        summary={
          <span className="[overflow-wrap:anywhere]">
            <bdi translate={isOwn ? "no" : undefined}>{name}</bdi>
          </span>
        }
      >
        {/* As wide as the row: what is inside stands below the button, not beside it. */}
        <div className={cx("grid gap-4", onStop && "-mr-[5.25rem]")}>{children}</div>
      </Disclosure>
      {onStop && (
        // Own words in its name are left alone by a translator, what is seen on it is not.
        <Button translate="no" className="mt-0.5" aria-label={t("stopLabel", { name })} onClick={onStop}>
          <span translate="yes">{t("stop")}</span>
        </Button>
      )}
    </li>
  );
}

/** One below the heading that something stands under, which whoever draws that heading knows. */
export type Level = 2 | 3;

/** What of one item is on a page, under a sentence that says so. `level`: of its headings. */
export function OnPage({ label, page, level }: { label: string; page: Page; level: Level }) {
  return (
    <div className="grid gap-3">
      <p className="text-sm text-quiet">{label}</p>
      <SheetMoments page={page} level={level} small />
    </div>
  );
}

/** Names of parts, as the words of one sentence. */
export function usePartNames(): (
  item: Parameters<ReturnType<typeof useItemWords>["partName"]>[0],
  parts: readonly Parameters<ReturnType<typeof useItemWords>["partName"]>[1][],
) => string {
  const { partName } = useItemWords();
  return (item, parts) => parts.map((part) => partName(item, part)).join(", ");
}
