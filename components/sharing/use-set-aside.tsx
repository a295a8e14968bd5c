"use client";

import { useTranslations } from "next-intl";
import { own } from "@/components/ui/own-words";
import { useToast } from "@/components/ui/toast";
import { engine, useVault } from "@/lib/client";
import type { SetAside } from "@/lib/domain/vault/schema";
import { useItemWords } from "./use-item-words";

/** What can be done with an edit that was set aside. Each tells of itself, and can be undone. */
export function useSetAside(): {
  /** In place of the later version, shared with nobody: nobody has read it since, to say that it is meant for the other. */
  bringBack: (one: SetAside) => Promise<void>;
  letGo: (one: SetAside) => Promise<void>;
} {
  const t = useTranslations("sharing");
  const { entries, checkIns } = useVault("entries", "checkIns");
  const toast = useToast();
  const { titleOf } = useItemWords();

  return {
    async bringBack(one) {
      const { item } = one;
      const later = entries[item.id] ?? checkIns.find((checkIn) => checkIn.id === item.id);
      if (later) await engine().shareItem(later.id, { do: "stop" });
      await engine().saveItem(item);
      await engine().dismissSetAside(one.id);
      toast({
        message: t.rich("broughtBack", { own, name: titleOf(item) }),
        undo: async () => {
          // First, so that nothing is gone for good if it ends half-way.
          await engine().keepSetAside(one);
          await (later ? engine().saveItem(later) : engine().deleteItem(item.id));
        },
      });
    },
    async letGo(one) {
      await engine().dismissSetAside(one.id);
      toast({
        message: t.rich("letGone", { own, name: titleOf(one.item) }),
        undo: () => void engine().keepSetAside(one),
      });
    },
  };
}
