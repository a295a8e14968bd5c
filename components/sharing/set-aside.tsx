"use client";

import dynamic from "next/dynamic";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useRef } from "react";
import { useKindWords } from "@/components/kind/use-kind-words";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Section } from "@/components/ui/section";
import { useVault } from "@/lib/client";
import { longMoment } from "@/lib/i18n/dates";
import { useSetAside } from "./use-set-aside";

// Seldom needed, and not small.
const WholeItem = dynamic(() => import("./whole-item").then((module) => module.WholeItem), {
  ssr: false,
});

/** Edits that lost to a later one on another device: each may be brought back, or let go. What they say stands inside. */
export function SetAside() {
  const t = useTranslations("sharing");
  const { say } = useKindWords();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { setAside } = useVault("setAside");
  const { bringBack, letGo } = useSetAside();
  const area = useRef<HTMLDivElement>(null);
  if (setAside.length === 0) return null;

  const whenOf = (editedAt: number) => longMoment(locale, editedAt, timeZone);
  return (
    <Section title={t("setAsideTitle")} lead={t("setAsideLead")}>
      <div
        ref={area}
        tabIndex={-1}
        className="divide-y divide-line rounded-lg border border-ochre bg-sheet px-4 outline-none"
      >
        {setAside.map((one) => (
          <Disclosure
            key={one.id}
            summary={t("setAsideOpen", {
              what: say(one.item.kind, "setAside"),
              when: whenOf(one.item.editedAt),
            })}
          >
            <div className="grid gap-4">
              <WholeItem item={one.item} />
              <p className="text-sm text-quiet">{t("bringBackHint")}</p>
              <div className="flex flex-wrap gap-3">
                <Button
                  onClick={() => {
                    area.current?.focus();
                    void bringBack(one);
                  }}
                >
                  {t("bringBack")}
                </Button>
                <Button
                  onClick={() => {
                    area.current?.focus();
                    void letGo(one);
                  }}
                >
                  {t("letGo")}
                </Button>
              </div>
            </div>
          </Disclosure>
        ))}
      </div>
    </Section>
  );
}
