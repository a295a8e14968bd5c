"use client";

import dynamic from "next/dynamic";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Section } from "@/components/ui/section";
import { hasLeft } from "@/lib/client/exit";
import { stile, useVault } from "@/lib/client/use-stile";
import type { SetAside } from "@/lib/domain/vault/schema";
import { longMoment } from "@/lib/i18n/dates";

// Seldom needed, and not small.
const WholeItem = dynamic(() => import("./whole-item").then((module) => module.WholeItem), { ssr: false });

/** Edits that lost to a later one on another device: nothing typed goes without a word. */
export function SetAsideList() {
  const t = useTranslations("home.setAside");
  const { setAside } = useVault();
  if (setAside.length === 0) return null;
  return (
    <Section title={t("title")} lead={t("lead")}>
      <div className="divide-y divide-line rounded-lg border border-ochre bg-sheet px-4">
        {setAside.map((one) => (
          <OneSetAside key={one.id} one={one} />
        ))}
      </div>
    </Section>
  );
}

function OneSetAside({ one }: { one: SetAside }) {
  const t = useTranslations("home.setAside");
  const locale = useLocale();
  const timeZone = useTimeZone();
  const when = longMoment(locale, one.item.editedAt, timeZone);
  const drop = async () => {
    if (!hasLeft()) await stile().dismissSetAside(one.id);
  };
  const use = async () => {
    const { item } = one;
    if (hasLeft()) return;
    await (item.kind === "checkIn" ? stile().saveCheckIn(item) : stile().saveEntry(item));
    await drop();
  };
  return (
    <Disclosure summary={t("open", { what: t(one.item.kind), when })}>
      <div className="grid gap-4">
        <WholeItem item={one.item} />
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => void use()}>{t("use")}</Button>
          <Button onClick={() => void drop()}>{t("drop")}</Button>
        </div>
      </div>
    </Disclosure>
  );
}
