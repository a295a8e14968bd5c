"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { PrintPaper } from "@/components/paper/print-paper";
import { SheetView } from "@/components/sheet/sheet-view";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icons";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { engine, hidesShares, useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { type Overview, overview } from "@/lib/domain/sheet/overview";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import { usePath } from "@/lib/i18n/use-path";
import { IfTheyNotice } from "./if-they-notice";
import { Pause } from "./pause";
import { Preview } from "./preview";
import { PublishedRows } from "./published-rows";
import { ReadyToShare } from "./ready-to-share";
import { SetAside } from "./set-aside";
import { type Level, OnPage, Row, RowList, usePartNames } from "./shared-list";
import { StopAll } from "./stop-all";
import { useItemWords } from "./use-item-words";
import { useMyPage } from "./use-my-page";
import { useShareables } from "./use-share-press";
import { WaitingParts } from "./waiting-parts";

/**
 * Everything I share, in one place: stop one, stop all, pause, and the page as the other sees it. Until a row is opened it
 * holds nothing that is not on the page of the other, who may be looking too.
 */
export function SharingScreen() {
  const t = useTranslations("sharing");
  const { troubles } = useVault("troubles");
  const { isLinked, isOpen } = useMyPage();
  return (
    <Page>
      <PageHead title={t("title")} lead={isLinked ? t("lead") : t("alone")} />
      {isLinked && !isOpen && <KeyLost />}
      {troubles.some(hidesShares) ? <FromPublished /> : <FromVault />}
      <WholePreview />
      <ToOwnCard />
    </Page>
  );
}

/** The list as it follows from what is written. */
function FromVault() {
  const t = useTranslations("sharing");
  const { period, moment, myPage, paused } = useVault("period", "moment", "myPage", "paused");
  const { isLinked, page } = useMyPage();
  const { items, press, stop } = useShareables();
  const list = useRef<HTMLDivElement>(null);

  const beyond = myPage.state === "known" ? myPage.beyond : [];
  const found = overview(items, { period, published: page, beyond, now: moment });
  const toFocus = () => list.current?.focus();
  const stopOne = (item: AnyItem, name: string) => {
    toFocus();
    stop(item, name);
  };
  // While paused nothing of it is on their page, and before it was read nobody here knows.
  const isClosed = paused || page === null;
  const rows = found.shown.length > 0 && (
    // While the list is closed it has no heading of its own above it.
    <SharedRows shown={found.shown} level={isClosed ? 2 : 3} press={press} stop={stopOne} />
  );
  return (
    <>
      <Pause hasShares={found.shown.length > 0} />
      <SetAside />
      <div ref={list} tabIndex={-1} className="grid gap-6 outline-none">
        {rows === false
          ? isLinked && <Nothing />
          : isClosed && (
              <Disclosure
                className="rounded-lg border border-line px-3"
                summary={paused ? t("listTitlePaused") : t("listTitleUnknown")}
              >
                <div className="grid gap-4">
                  {!paused && <p>{t("notKnown")}</p>}
                  {rows}
                </div>
              </Disclosure>
            )}
        {rows !== false && !isClosed && <Section title={t("listTitle")}>{rows}</Section>}
        <StopAll isSharing={found.shown.length > 0} onStop={toFocus} />
        {isLinked && (
          <div className="-mt-4 grid gap-2">
            <IfTheyNotice what="stopping" />
            <p className="text-sm text-quiet">{t("cannotTakeBack")}</p>
          </div>
        )}
        <ReadyToShare overview={found} press={press} stop={stopOne} />
      </div>
    </>
  );
}

/** Nothing is shared on one's own side: what the other has follows once it is sent. */
function Nothing() {
  const t = useTranslations("sharing");
  const { seesNothing, isSending } = useMyPage();
  const words = seesNothing ? t("empty") : isSending ? t("notGoneYet") : t("notKnown");
  return (
    <EmptyState key={words} title={t("emptyTitle")}>
      <p>{words}</p>
    </EmptyState>
  );
}

type RowsProps = {
  shown: Overview["shown"];
  level: Level;
  press: (item: AnyItem, verb: ShareVerb) => void;
  stop: (item: AnyItem, name: string) => void;
};

function SharedRows({ shown, level, press, stop }: RowsProps) {
  const t = useTranslations("sharing");
  const { titleOf, titleOnPage } = useItemWords();
  const names = usePartNames();
  const { paused } = useVault("paused");
  return (
    <RowList>
      {shown.map(({ item, row, beyond }) => {
        const title = titleOnPage(row.item);
        return (
          <Row key={item.id} title={title} onStop={() => stop(item, title.name)}>
            {item.kind === "checkIn" && <p className="text-sm text-quiet">{titleOf(item)}</p>}
            <OnPage label={paused ? t("wouldSeeAgain") : t("theySee")} page={row.page} level={level} />
            <WaitingParts item={item} press={press} />
            {beyond.length > 0 && (
              <div className="grid justify-items-start gap-2 border-t border-line pt-3">
                <p>{t("ready.waitsParts", { parts: names(item, beyond) })}</p>
                <Button onClick={() => void engine().letThrough(item.id)}>{t("ready.letThrough")}</Button>
              </div>
            )}
          </Row>
        );
      })}
    </RowList>
  );
}

/** What stands on the published page, where what it was made from cannot be opened: stopping works all the same. */
function FromPublished() {
  const t = useTranslations("sharing");
  const { troubles } = useVault("troubles");
  const { isLinked, page } = useMyPage();
  const list = useRef<HTMLDivElement>(null);
  const toFocus = () => list.current?.focus();
  const isShown = page !== null && !isEmptyPage(page);
  const cannotKeep = troubles.some(({ document }) => document === "entries");
  return (
    <>
      <Pause hasShares={isShown} cannotKeep={cannotKeep} />
      {isLinked && (
        <div ref={list} tabIndex={-1} className="grid gap-6 outline-none">
          <p className="max-w-[62ch]">{t("fromPublished")}</p>
          {page === null && <p>{t("notKnown")}</p>}
          {isShown && (
            <Section title={t("listTitle")}>
              <PublishedRows page={page} level={3} onStop={toFocus} />
            </Section>
          )}
          {page !== null && !isShown && <Nothing />}
          <StopAll isSharing={false} onStop={toFocus} />
          <IfTheyNotice what="stopping" />
          <p className="text-sm text-quiet">{t("cannotTakeBack")}</p>
        </div>
      )}
    </>
  );
}

/** There may be a link, and no key to it is here: nothing can be taken away but by unlinking. */
function KeyLost() {
  const t = useTranslations("sharing");
  const path = usePath();
  return (
    <Notice kind="trouble">
      <p>{t("keyLost")}</p>
      <LinkButton href={path("/linking")}>{t("closed.linking")}</LinkButton>
    </Notice>
  );
}

/** The page that the other can fetch at this moment, drawn by the component that draws it for them. */
function WholePreview() {
  const t = useTranslations("sharing");
  const { saving } = useVault("saving");
  const { isLinked, page } = useMyPage();
  if (page === null) {
    return (
      <Section title={t("previewTitle")}>
        <p className="max-w-[62ch]">{isLinked ? t("notKnown") : t("previewNobody")}</p>
      </Section>
    );
  }
  const isSent = saving.state === "saved";
  return (
    <Section title={t("previewTitle")} lead={t("previewLead")}>
      {!isSent && <p className="max-w-[62ch]">{t("previewBehind")}</p>}
      <Preview draw={() => <SheetView page={page} level={3} />} below={<PrintPaper page={page} />} />
    </Section>
  );
}

/** The way to one's own card, in words that are the same whatever is on it. */
function ToOwnCard() {
  const t = useTranslations("paper.card");
  const path = usePath();
  return (
    <div className="grid gap-2">
      <LinkButton className="justify-self-start" href={path("/my-card")}>
        <Icon name="print" size={20} />
        {t("toCard")}
      </LinkButton>
      <p className="max-w-[62ch] text-sm text-quiet">{t("toCardLead")}</p>
    </div>
  );
}
