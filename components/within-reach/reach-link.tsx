"use client";

import { useTranslations } from "next-intl";
import { createContext, type MouseEvent, type ReactNode, useContext } from "react";
import { usePath } from "@/lib/i18n/use-path";

/** What is never further than a press from a signed-in page, each with its own page. */
const PAGES = {
  grounding: "/grounding",
  help: "/help",
  safety: "/guidance/when-sharing-is-not-safe",
} as const;
export type Reachable = keyof typeof PAGES;

/** Opens it in place of the page; null where it is not within reach, and its own page is the way. */
export const ShowContext = createContext<((what: Reachable) => void) | null>(null);

type Props = { what: Reachable; children: ReactNode; className?: string };

/** The way there: opened in place where it is within reach, else a link to its page, as it is for a new tab or without scripts. */
export function ReachLink({ what, children, className = "button shrink-0" }: Props) {
  const path = usePath();
  const show = useContext(ShowContext);
  const openHere = (event: MouseEvent) => {
    if (show === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(what);
  };
  return (
    <a href={path(PAGES[what])} onClick={openHere} data-variant="plain" className={className}>
      {children}
    </a>
  );
}

/** The way to the exercises that stands beside the way out. */
export function GroundingLink() {
  const t = useTranslations("grounding");
  return <ReachLink what="grounding">{t("open")}</ReachLink>;
}
