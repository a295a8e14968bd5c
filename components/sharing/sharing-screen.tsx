"use client";

import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { useEntries } from "@/components/entry/use-items";
import { WithEntries } from "@/components/entry/with-entries";
import { SheetView } from "@/components/sheet/sheet-view";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { own } from "@/components/ui/own-words";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { useToast } from "@/components/ui/toast";
import { stile, useVault } from "@/lib/client/use-stile";
import { hasEnded } from "@/lib/domain/entry/share";
import type { Shareable } from "@/lib/domain/sharing/parts";
import { withNothingShared } from "@/lib/domain/sharing/verbs";
import { composeSheet } from "@/lib/domain/sheet/compose";
import { IfTheyNotice } from "./if-they-notice";
import { Pause } from "./pause";
import { Preview } from "./preview";
import { SetAside } from "./set-aside";
import { SharedList } from "./shared-list";

/** Everything I share, in one place: stop one, stop all, pause, and the page as the other sees it. */
export function SharingScreen() {
  const t = useTranslations("sharing");
  return (
    <WithEntries title={t("title")}>
      <Sharing />
    </WithEntries>
  );
}

function Sharing() {
  const t = useTranslations("sharing");
  const { checkIns, link, paused } = useVault();
  const { entries, edits } = useEntries();
  const toast = useToast();
  const list = useRef<HTMLDivElement>(null);

  const shared = useMemo(() => {
    const now = Date.now();
    const items: Shareable[] = [...Object.values(entries), ...checkIns];
    return items.filter(({ share }) => share !== null && !hasEnded(share, now));
  }, [entries, checkIns]);

  const stop = (item: Shareable, name: string) => {
    list.current?.focus();
    const message = t.rich("stopped", { own, name });
    if (item.kind === "checkIn") {
      void stile().saveCheckIn(withNothingShared(item, Date.now()));
      toast({ message, undo: () => void stile().saveCheckIn(item) });
      return;
    }
    edits.change(item.id, (entry) => withNothingShared(entry ?? item, Date.now()));
    toast({ message, undo: () => edits.change(item.id, (entry) => withShareOf(entry ?? item, item)) });
  };
  const stopAll = () => {
    void stile().stopAll();
    list.current?.focus();
    toast({ message: t("stoppedAll") });
  };

  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")}>
        {link.state !== "linked" && <p className="max-w-[62ch] text-sm">{t("notLinked")}</p>}
      </PageHead>
      <Pause hasShares={shared.length > 0} />
      <SetAside />
      <div ref={list} tabIndex={-1} className="grid gap-8 outline-none">
        {shared.length === 0 ? (
          <EmptyState title={t("emptyTitle")}>{t("empty")}</EmptyState>
        ) : (
          <Section title={paused ? t("listTitlePaused") : t("listTitle")}>
            <SharedList items={shared} onStop={stop} />
            <div className="pt-2">
              <InlineConfirm
                label={t("stopAll")}
                question={t("stopAllAsk")}
                yes={t("stopAllYes")}
                no={t("stopAllNo")}
                onYes={stopAll}
              />
            </div>
            <IfTheyNotice what="stopping" />
            <p className="text-sm text-quiet">{t("cannotTakeBack")}</p>
          </Section>
        )}
      </div>
      <WholePreview />
    </Page>
  );
}

/** The page as the other sees it at this moment, drawn by the component that draws it for them. */
function WholePreview() {
  const t = useTranslations("sharing");
  const { entries, checkIns, paused } = useVault();
  const page = () => composeSheet({ entries: Object.values(entries), checkIns, paused }, Date.now())[0].page;
  return (
    <Section title={t("previewTitle")} lead={t("previewLead")}>
      <Preview draw={() => <SheetView page={page()} level={3} />} />
    </Section>
  );
}

/** The item, shared as `like` was, whatever was written in it since. */
const withShareOf = <Item extends Shareable>(item: Item, like: Item): Item => ({
  ...item,
  share: like.share,
});
