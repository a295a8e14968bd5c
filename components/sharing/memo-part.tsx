"use client";

import { memo, type NamedExoticComponent, type ReactNode } from "react";
import type { AnyItem } from "@/lib/domain/kinds";
import { isAlikeAt } from "@/lib/domain/sharing/parts";
import type { PartOrName } from "@/lib/domain/sharing/standing";

/** Draws what there is of one part of an item anew when something of that part changes, and not with each of its others. */
export function memoPart<Props extends { item: AnyItem; part: PartOrName }>(
  draw: (props: Props) => ReactNode,
): NamedExoticComponent<Props> {
  return memo(draw, (before, now) => {
    for (const name in { ...before, ...now }) {
      if (name !== "item" && before[name] !== now[name]) return false;
    }
    return isAlikeAt(before.item, now.item, now.part);
  });
}
