"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import type { PartOrName } from "@/lib/domain/sharing/standing";
import { undoShowsLess } from "@/lib/domain/sharing/verbs";

/**
 * Tells that a press shows something of this item, as it was before the press. Undo takes it back: at once where the other then
 * sees less, and after a question where they would see again what they do not see now.
 */
export function useTellShown(): (
  before: AnyItem,
  what: PartOrName | "all",
  give: (verb: ShareVerb) => void,
) => void {
  const t = useTranslations("sharedField");
  const toast = useToast();
  const { period, paused } = useVault("period", "paused");
  return useCallback(
    (before, what, give) => {
      const takeBack = () => give({ do: "undoShow", what, as: before });
      const ask = () => toast({ message: t("showBack"), undo: takeBack, undoLabel: t("showBackYes") });
      toast({
        message: paused ? t("onceResumed") : t("isShown"),
        undo: undoShowsLess(before, what, period, Date.now()) ? takeBack : ask,
      });
    },
    [period, paused, t, toast],
  );
}
