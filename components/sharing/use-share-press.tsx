"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useCheckIns, useEntries } from "@/components/entry/use-items";
import { useTellShown } from "@/components/entry/use-tell-shown";
import { own } from "@/components/ui/own-words";
import { useToast } from "@/components/ui/toast";
import type { AnyItem } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";

/** Everything that can be shared, as it was left just now, and the presses on it. */
export function useShareables(): {
  items: readonly AnyItem[];
  press: (item: AnyItem, verb: ShareVerb) => void;
  /** Stops an item, and offers to show it again: not by a plain Undo, since it shows something to somebody. */
  stop: (item: AnyItem, name: string) => void;
} {
  const t = useTranslations("sharing");
  const { entries, edits: entryEdits } = useEntries();
  const { checkIns, edits: checkInEdits } = useCheckIns();
  const toast = useToast();
  const tellShown = useTellShown();
  const items = useMemo(() => [...Object.values(entries), ...Object.values(checkIns)], [entries, checkIns]);

  const give = (item: AnyItem, verb: ShareVerb) => {
    if (item.kind === "checkIn") checkInEdits.share(item.id, verb);
    else entryEdits.share(item.id, verb);
  };
  const press = (item: AnyItem, verb: ShareVerb) => {
    give(item, verb);
    if (verb.do === "show") tellShown(item, verb.what, (back) => give(item, back));
  };
  return {
    items,
    press,
    stop(item, name) {
      press(item, { do: "stop" });
      toast({
        message: t.rich("stopped", { own, name }),
        undo: () => press(item, { do: "giveBack", as: item }),
        undoLabel: t("showAgain"),
      });
    },
  };
}
