"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { watchPresses } from "@/components/entry/after-press";
import { FreshPage } from "@/components/partner/fresh-page";
import { AppShell } from "@/components/ui/app-shell";
import { SpellCheckContext } from "@/components/ui/spell-check";
import { ToastProvider } from "@/components/ui/toast";
import { GroundingLink } from "@/components/within-reach/reach-link";
import { tabsOf } from "@/components/within-reach/tabs";
import { useStanding, useVault } from "@/lib/client";
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

  const items = tabsOf(path, (key) => t(`nav.${key}`));

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
