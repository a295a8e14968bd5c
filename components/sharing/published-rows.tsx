"use client";

import { useTranslations } from "next-intl";
import { stile } from "@/lib/client";
import { type PageRow, rowsOf } from "@/lib/domain/sheet/overview";
import type { Page } from "@/lib/domain/sheet/schema";
import { type Level, OnPage, Row, RowList } from "./shared-list";
import { useItemWords } from "./use-item-words";

/** What stands on the published page itself, for when what it was made from cannot be opened. Each row can be stopped. */
export function PublishedRows({ page, level, onStop }: { page: Page; level: Level; onStop: () => void }) {
  const t = useTranslations("sharing");
  const { titleOnPage } = useItemWords();
  const takeOff = ({ section, at }: PageRow) => {
    onStop();
    void stile().takeOff({ section, at });
  };
  return (
    <RowList>
      {rowsOf(page).map((row) => (
        <Row key={JSON.stringify(row.page)} title={titleOnPage(row.page)} onStop={() => takeOff(row)}>
          <OnPage label={t("theySee")} page={row.page} level={level} />
        </Row>
      ))}
    </RowList>
  );
}
