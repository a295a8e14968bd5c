"use client";

import { useTranslations } from "next-intl";
import { engine } from "@/lib/client";
import type { PageItemOf } from "@/lib/domain/kinds";
import { rowsOf } from "@/lib/domain/sheet/overview";
import type { Page } from "@/lib/domain/sheet/schema";
import { type Level, OnPage, Row, RowList } from "./shared-list";
import { useItemWords } from "./use-item-words";

/** What stands on the published page itself, for when what it was made from cannot be opened. Each row can be stopped. */
export function PublishedRows({ page, level, onStop }: { page: Page; level: Level; onStop: () => void }) {
  const t = useTranslations("sharing");
  const { titleOnPage } = useItemWords();
  const takeOff = (item: PageItemOf) => {
    onStop();
    void engine().takeOff(item);
  };
  return (
    <RowList>
      {rowsOf(page).map((row, at) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: not every item has a name of its own
          key={`${at} ${JSON.stringify(row.item)}`}
          title={titleOnPage(row.item)}
          onStop={() => takeOff(row.item)}
        >
          <OnPage label={t("theySee")} page={row.page} level={level} />
        </Row>
      ))}
    </RowList>
  );
}
