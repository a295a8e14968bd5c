"use client";

import { useTranslations } from "next-intl";
import { createContext, type MouseEvent, type ReactNode, useContext } from "react";
import { AnchorButton } from "@/components/ui/anchor-button";
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

/** The way there: opened in place where it is within reach, else a link to its page, as it is for a new tab or without scripts. */
function useReach(what: Reachable) {
  const path = usePath();
  const show = useContext(ShowContext);
  const openHere = (event: MouseEvent) => {
    if (show === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(what);
  };
  return { href: path(PAGES[what]), onClick: openHere };
}

type LinkProps = { what: Reachable; children: ReactNode; className: string };

/** The way there, as a link. */
export function ReachLink({ what, children, className }: LinkProps) {
  return (
    <a {...useReach(what)} className={className}>
      {children}
    </a>
  );
}

type ButtonProps = { what: Reachable; children: ReactNode; variant: "quiet" | "plain"; className: string };

/** The way there, as a button. */
export function ReachButton({ what, children, ...look }: ButtonProps) {
  return (
    <AnchorButton {...useReach(what)} {...look}>
      {children}
    </AnchorButton>
  );
}

/** The way to the exercises that stands beside the way out. */
export function GroundingLink() {
  const t = useTranslations("grounding");
  return (
    <ReachButton what="grounding" variant="plain" className="shrink-0">
      {t("open")}
    </ReachButton>
  );
}
