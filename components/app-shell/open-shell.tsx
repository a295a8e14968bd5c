"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { watchPresses } from "@/components/entry/after-press";
import { FreshPage } from "@/components/partner/fresh-page";
import { AppShell } from "@/components/ui/app-shell";
import type { NavItem } from "@/components/ui/nav";
import { SpellCheckContext } from "@/components/ui/spell-check";
import { ToastProvider } from "@/components/ui/toast";
import { GroundingLink } from "@/components/within-reach/reach-link";
import { useStanding, useVault } from "@/lib/client";
import { ENTRY_KINDS, PLACES } from "@/lib/domain/kinds/places";
import { usePath } from "@/lib/i18n/use-path";
import { MineNav } from "./mine-nav";
import { PageAnnouncer } from "./page-announcer";
import { SaveBar, SaveLine } from "./save-state";
import { Troubles } from "./troubles";

/** The frame around every page of an open vault. */
export function OpenShell({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const ui = useTranslations("ui");
  const path = usePath();
  const { profile, theirPage } = useVault("profile", "theirPage");
  // On a slow line it would hold up what somebody waits for.
  const isOpen = useStanding().status === "open";
  const ahead = isOpen && theirPage.state !== "loading";
  useEffect(watchPresses, []);

  const items: NavItem[] = [
    { href: path("/home"), label: t("nav.home"), icon: "home" },
    {
      href: path("/comfort"),
      under: ENTRY_KINDS.map((kind) => path(`/${PLACES[kind].path}`)),
      label: t("nav.mine"),
      icon: "note",
    },
    { href: path("/sharing"), label: t("nav.sharing"), icon: "share" },
    { href: path("/theirs"), label: t("nav.theirs"), icon: "eye" },
    { href: path("/check-in"), label: t("nav.checkIn"), icon: "checkIn" },
  ];

  return (
    <ToastProvider ahead={ahead}>
      <AppShell
        brand={{ href: path("/home"), label: t("brand") }}
        items={items}
        navLabel={ui("navigation")}
        ahead={ahead}
        skipLabel={ui("skipToContent")}
        // Until one's own documents are read nothing is known of what is saved.
        status={isOpen && <SaveLine />}
        reach={<GroundingLink />}
      >
        <MineNav />
        <Troubles />
        <SpellCheckContext value={profile.spellCheck}>
          <FreshPage>{children}</FreshPage>
        </SpellCheckContext>
      </AppShell>
      <SaveBar />
      <PageAnnouncer />
    </ToastProvider>
  );
}
