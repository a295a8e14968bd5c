"use client";

import { useTranslations } from "next-intl";
import { SheetMoments } from "@/components/sheet/sheet-view";
import type { AnyItem } from "@/lib/domain/kinds";
import { PARTS } from "@/lib/domain/sharing/parts";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import { pageIfShown } from "@/lib/domain/sheet/preview";

/** All that one item says, drawn as if every part of it were shared. Nothing is shared by looking. */
export function WholeItem({ item }: { item: AnyItem }) {
  const t = useTranslations("sharing");
  const page = pageIfShown<AnyItem>(item, PARTS[item.kind]);
  return (
    <div className="grid gap-8">
      {isEmptyPage(page) && <p>{t("emptyItem")}</p>}
      <SheetMoments page={page} level={3} />
    </div>
  );
}
