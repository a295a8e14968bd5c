"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { contentOf, withContent } from "@/lib/domain/sharing/parts";
import type { ItemEdits } from "./item-edits";
import { useTellShown } from "./use-tell-shown";

/** Gives a press on the sharing of an item, as it is on the screen. What it does can be undone from a short message. */
export function useShare<Item extends AnyItem>(
  edits: ItemEdits<Item>,
): (item: Item, verb: ShareVerb) => void {
  const t = useTranslations("sharedField");
  const toast = useToast();
  const tellShown = useTellShown();
  const { period, paused } = useVault("period", "paused");
  return useCallback(
    (item, verb) => {
      const { id } = item;
      edits.share(id, verb, item);
      switch (verb.do) {
        case "tick":
          toast({
            message: t(period === null ? "tickedReady" : paused ? "tickedPaused" : "ticked"),
            undo: () => edits.share(id, { do: "untick", part: verb.part }),
          });
          break;
        case "untick":
          toast({ message: t("unticked"), undo: () => edits.share(id, { do: "giveBack", as: item }) });
          break;
        case "show":
          tellShown(item, verb.what, (back) => edits.share(id, back));
          break;
        case "putBack":
          toast({
            message: t("isPutBack"),
            undo: () => edits.change(id, (one) => one && withWordsOf(one, item, verb.what)),
          });
          break;
      }
    },
    [edits, period, paused, t, toast, tellShown],
  );
}

/** The item with what `earlier` said under this part, or with its name. */
function withWordsOf<Item extends AnyItem>(item: Item, earlier: Item, what: string): Item {
  if (what === "name" && "topic" in earlier) return { ...item, topic: earlier.topic };
  if (what === "name" && "situation" in earlier) return { ...item, situation: earlier.situation };
  return withContent(item, what, contentOf(earlier, what));
}
