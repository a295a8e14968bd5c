"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { WithEntries } from "@/components/entry/with-entries";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { useVault } from "@/lib/client";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import { ownCard } from "@/lib/domain/sheet/paper";
import { PaperWords } from "./paper-words";
import { PrintPaper } from "./print-paper";

/** One's own card, over all that one wrote, shared or not: to show when speech is gone, or to print. It shows what prints. */
export function OwnCardScreen() {
  const t = useTranslations("paper.card");
  const { entries } = useVault("entries");
  const page = useMemo(() => ownCard(Object.values(entries)), [entries]);
  return (
    <WithEntries title={t("title")}>
      <Page>
        <PageHead title={t("title")} lead={t("lead")} />
        {isEmptyPage(page) ? (
          <EmptyState title={t("emptyTitle")}>
            <p>{t("empty")}</p>
          </EmptyState>
        ) : (
          <>
            <div className="grid gap-8 rounded-lg border border-edge bg-sheet p-4 sm:p-6">
              <PaperWords page={page} />
            </div>
            <PrintPaper page={page} />
          </>
        )}
      </Page>
    </WithEntries>
  );
}
