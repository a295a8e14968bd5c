"use client";

import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { ReachLinks } from "@/components/within-reach/reach-links";
import { useVault } from "@/lib/client";

type Props = {
  /** What may be noticed: that less is shared, that one left, or a no that can be read. */
  what: "stopping" | "leaving" | "no";
};

/**
 * Beside what takes something back: that it can be noticed, and which ways to help there are. Closed until opened, and in the
 * way of nothing. Not there while nobody could notice.
 */
export function IfTheyNotice({ what }: Props) {
  const t = useTranslations("sharing.ifTheyNotice");
  const { link } = useVault("link");
  if (link.state !== "linked" && link.state !== "keyLost") return null;
  return (
    <Disclosure summary={t("title")}>
      <div className="grid max-w-[62ch] gap-2">
        <p>{t(`${what}.seen`)}</p>
        <p>{t("afraid")}</p>
        <p>{t(`${what}.smaller`)}</p>
        <p>{t("leave")}</p>
        <ReachLinks
          to={[
            ["help", t("help")],
            ["safety", t("safety")],
          ]}
        />
      </div>
    </Disclosure>
  );
}
