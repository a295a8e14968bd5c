"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { useVault } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";

type Props = { title: string; children: ReactNode };

/**
 * A screen of entries. Where they could not be opened they are left as they are, so there is nothing to show and
 * nothing to change; the shell above says why.
 */
export function WithEntries({ title, children }: Props) {
  const t = useTranslations("sharing.closed");
  const path = usePath();
  const { troubles, link } = useVault("troubles", "link");
  if (troubles.every(({ document }) => document !== "entries")) return children;
  const isLinked = link.state === "linked" || link.state === "keyLost";
  return (
    <Page>
      <PageHead title={title} />
      <EmptyState
        title={t("title")}
        action={isLinked && <LinkButton href={path("/linking")}>{t("linking")}</LinkButton>}
      >
        <p>{t("text")}</p>
        {isLinked && <p>{t("shared")}</p>}
      </EmptyState>
    </Page>
  );
}
