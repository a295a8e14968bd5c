"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Lines } from "@/components/sheet/parts";
import { Button } from "@/components/ui/button";
import { own } from "@/components/ui/own-words";
import { Card, Section } from "@/components/ui/section";
import { useToast } from "@/components/ui/toast";
import { stile, useVault } from "@/lib/client/use-stile";
import type { Shareable } from "@/lib/domain/sharing/parts";
import type { SetAside as SetAsideEdit } from "@/lib/domain/vault/schema";
import { useItemLines } from "./use-item-lines";
import { hasOwnName, useItemWords } from "./use-item-words";

const save = (item: Shareable): Promise<void> =>
  item.kind === "checkIn" ? stile().saveCheckIn(item) : stile().saveEntry(item);

/** Edits that lost to a later one on another device: each may be brought back, or let go. */
export function SetAside() {
  const t = useTranslations("sharing");
  const { setAside, entries, checkIns } = useVault();
  const toast = useToast();
  const { titleOf } = useItemWords();
  const area = useRef<HTMLDivElement>(null);
  if (setAside.length === 0) return null;

  const bringBack = async ({ id, item }: SetAsideEdit) => {
    const now =
      item.kind === "checkIn" ? checkIns.find((checkIn) => checkIn.id === item.id) : entries[item.id];
    area.current?.focus();
    // It may never have been meant for the other's eyes as it stands: it comes back private.
    await save({ ...item, share: null });
    await stile().dismissSetAside(id);
    toast({
      message: t.rich("broughtBack", { own, name: titleOf(item) }),
      undo: now && (() => void save(now)),
    });
  };
  const letGo = async ({ id, item }: SetAsideEdit) => {
    area.current?.focus();
    await stile().dismissSetAside(id);
    toast({ message: t.rich("letGone", { own, name: titleOf(item) }) });
  };
  return (
    <Section title={t("setAsideTitle")} lead={t("setAsideLead")}>
      <div ref={area} tabIndex={-1} className="grid gap-4 outline-none">
        <p className="text-sm text-quiet">{t("bringBackHint")}</p>
        {setAside.map((edit) => (
          <Edit
            key={edit.id}
            edit={edit}
            onBringBack={() => void bringBack(edit)}
            onLetGo={() => void letGo(edit)}
          />
        ))}
      </div>
    </Section>
  );
}

type EditProps = { edit: SetAsideEdit; onBringBack: () => void; onLetGo: () => void };

function Edit({ edit: { item }, onBringBack, onLetGo }: EditProps) {
  const t = useTranslations("sharing");
  const { titleOf } = useItemWords();
  const lines = useItemLines()(item);
  return (
    <Card className="grid gap-4">
      <h3 className="text-base tracking-normal [overflow-wrap:anywhere]">
        <bdi translate={hasOwnName(item) ? "no" : undefined}>{titleOf(item)}</bdi>
      </h3>
      {lines.length === 0 && <p className="text-quiet">{t("emptyItem")}</p>}
      {lines.map(({ label, texts }) => (
        <Lines key={label} label={label} lines={texts} />
      ))}
      <div className="flex flex-wrap gap-3">
        <Button onClick={onBringBack}>{t("bringBack")}</Button>
        <Button onClick={onLetGo}>{t("letGo")}</Button>
      </div>
    </Card>
  );
}
