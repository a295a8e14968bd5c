"use client";

import { useTranslations } from "next-intl";
import { useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { isNameAlong, waiting } from "@/lib/domain/sharing/standing";
import { SharedField } from "./shared-field";
import { useItemWords } from "./use-item-words";

type Props = { item: AnyItem; press: (item: AnyItem, verb: ShareVerb) => void };

/** The parts of an item that read otherwise than they are shown, each with what is still shown and the ways out. */
export function WaitingParts({ item, press }: Props) {
  const t = useTranslations("sharing");
  const { period, moment } = useVault("period", "moment");
  const { partName } = useItemWords();
  return waiting(item, period, moment).map((part) => (
    <SharedField key={part} item={item} part={part} onShare={(verb) => press(item, verb)}>
      <p className="font-bold">{isNameAlong(item, part) ? t("itsName") : partName(item, part)}</p>
    </SharedField>
  ));
}
