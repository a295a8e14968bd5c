"use client";

import { useTranslations } from "next-intl";
import { SheetMoments } from "@/components/sheet/sheet-view";
import { PARTS, type Shareable } from "@/lib/domain/sharing/parts";
import { pageIfShown } from "@/lib/domain/sheet/preview";
import { isEmptyPage } from "@/lib/domain/sheet/sections";

/** All that one item says, drawn as if every part of it were shared. Nothing is shared by looking. */
export function WholeItem({ item }: { item: Shareable }) {
  const t = useTranslations("sharing");
  const page = pageIfShown<Shareable>(item, PARTS[item.kind]);
  return (
    <div className="grid gap-8">
      {isEmptyPage(page) && <p>{t("emptyItem")}</p>}
      <SheetMoments page={page} level={3} />
    </div>
  );
}
