"use client";

import { useCallback } from "react";
import { useEntries } from "@/components/entry/use-items";
import { useShare } from "@/components/entry/use-share";
import { useKindWords } from "@/components/kind/use-kind-words";
import { useToast } from "@/components/ui/toast";
import { isLike } from "@/lib/domain/sharing/apply";
import type { FormItem } from "./item-editor";

export type Change = (item: FormItem, apply: (one: FormItem) => FormItem) => void;

/** The ways to change an item that has a form drawn from its definition, and that may not be kept yet. */
export function useFormEdits() {
  const { entries, edits } = useEntries();
  const share = useShare(edits);
  const toast = useToast();
  const { deleted } = useKindWords();
  const change = useCallback<Change>(
    (item, apply) => edits.change(item.id, (entry) => apply(entry && isLike(entry, item) ? entry : item)),
    [edits],
  );
  /** Says that an item was deleted, and how to bring it back. */
  const told = useCallback(
    (item: FormItem, title: string, undo: () => void) => toast({ message: deleted(item.kind, title), undo }),
    [deleted, toast],
  );
  const remove = useCallback(
    (item: FormItem, title: string) => {
      const isKept = edits.items()[item.id] !== undefined;
      edits.share(item.id, { do: "stop" });
      const undo = edits.remove(item.id);
      if (isKept) told(item, title, undo);
    },
    [edits, told],
  );
  return { entries, edits, share, change, remove, told };
}
export type FormEdits = ReturnType<typeof useFormEdits>;
