"use client";

import { useTranslations } from "next-intl";
import { SheetMoments } from "@/components/sheet/sheet-view";
import { QUESTIONS } from "@/lib/domain/check-in/options";
import { COMFORT_PARTS } from "@/lib/domain/comfort/options";
import { HARD_MOMENT_PARTS } from "@/lib/domain/hard-moment/options";
import { withShared } from "@/lib/domain/sharing/verbs";
import { composePage, type SheetSource } from "@/lib/domain/sheet/compose";
import { isEmptyPage } from "@/lib/domain/sheet/empty";
import { SUPPORT_PARTS } from "@/lib/domain/support/options";
import type { SetAside } from "@/lib/domain/vault/schema";

/** All that one item says, drawn as if every part of it were shared. Nothing is shared by looking. */
export function WholeItem({ item }: { item: SetAside["item"] }) {
  const t = useTranslations("sharing");
  const page = composePage(everyPartOf(item), 0);
  return (
    <div className="grid gap-8">
      {isEmptyPage(page) && <p>{t("emptyItem")}</p>}
      <SheetMoments page={page} level={3} />
    </div>
  );
}

function everyPartOf(item: SetAside["item"]): SheetSource {
  const nothing = { entries: [], checkIns: [], paused: false };
  switch (item.kind) {
    case "comfort":
      return { ...nothing, entries: [withShared(item, COMFORT_PARTS, 0)] };
    case "hardMoment":
      return { ...nothing, entries: [withShared(item, HARD_MOMENT_PARTS, 0)] };
    case "support":
      return { ...nothing, entries: [withShared(item, SUPPORT_PARTS, 0)] };
    case "checkIn":
      return { ...nothing, checkIns: [withShared(item, QUESTIONS, 0)] };
  }
}
