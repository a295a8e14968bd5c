"use client";

import { useTranslations } from "next-intl";
import { useItemLines } from "@/components/sharing/use-item-lines";
import { hasOwnName, useItemWords } from "@/components/sharing/use-item-words";
import { Words } from "@/components/sheet/text";
import { own } from "@/components/ui/own-words";
import { type HeldByHost, useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";

/** What a document says, in short. */
export function HeldSays({ held }: { held: HeldByHost }) {
  const t = useTranslations("held");
  const { profile, link } = useVault("profile", "link");
  switch (held.document) {
    case null:
      return <p>{t("unknownSays")}</p>;
    case "profile":
      return (
        <>
          <p>{t("idle", { minutes: profile.idleMinutes })}</p>
          {profile.partnerName !== "" && <p>{t.rich("partnerName", { own, name: profile.partnerName })}</p>}
        </>
      );
    case "link":
      return <p>{link.state === "linked" || link.state === "keyLost" ? t("linked") : t("notLinked")}</p>;
    case "recent":
      return (
        <>
          <p className="text-quiet">{t("recentSays")}</p>
          <Items items={held.items} />
        </>
      );
    default:
      return <Items items={held.items} />;
  }
}

function Items({ items }: { items: readonly AnyItem[] }) {
  const t = useTranslations("held");
  const { titleOf } = useItemWords();
  const linesOf = useItemLines();
  if (items.length === 0) return <p className="text-quiet">{t("nothingIn")}</p>;
  return (
    <ul className="grid gap-3">
      {items.map((item) => (
        <li key={item.id}>
          <p className="font-bold">
            <Words stock={!hasOwnName(item)}>{titleOf(item)}</Words>
          </p>
          {linesOf(item).map(({ label, texts }) => (
            <p key={label} className="text-sm">
              <span className="text-quiet">{label}: </span>
              <Words>{texts.join(", ")}</Words>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
