"use client";

import { SheetView } from "@/components/sheet/sheet-view";
import { QUESTIONS } from "@/lib/domain/check-in/options";
import { COMFORT_PARTS } from "@/lib/domain/comfort/options";
import { HARD_MOMENT_PARTS } from "@/lib/domain/hard-moment/options";
import { withShared } from "@/lib/domain/sharing/verbs";
import { composePage, type SheetSource } from "@/lib/domain/sheet/compose";
import { SUPPORT_PARTS } from "@/lib/domain/support/options";
import type { SetAside } from "@/lib/domain/vault/schema";

/** All that one item says, drawn as a page on which every part of it is shared. Nothing is shared by looking. */
export function WholeItem({ item }: { item: SetAside["item"] }) {
  return <SheetView page={composePage(everyPartOf(item), 0)} level={3} />;
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
