"use client";

import { useTranslations } from "next-intl";
import { Children, memo, type ReactNode, useId } from "react";
import { ReadAbout, ReadAboutEmptyPage } from "@/components/guidance/reading-links";
import { isRead } from "@/components/kind/drawn";
import { Button } from "@/components/ui/button";
import type { Moment as MomentName } from "@/lib/domain/kind/definition";
import type { PageItemOf } from "@/lib/domain/kinds";
import { arrangeByMoment } from "@/lib/domain/sheet/arrange";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { SharedComfortItem } from "./comfort-item";
import { DrawnPageItem } from "./drawn-item";
import { Heading, type Level } from "./text";

type Props = {
  page: Page;
  /** Of the sections' headings; their items stand one below. */
  level?: 2 | 3 | 4;
  /** For the reader alone: adds the ways to pages of guidance, which are no part of what was shared. */
  withReading?: boolean;
  /** Draws the sections' headings small: within a row that has its own, larger title. */
  small?: boolean;
  /** It is not known yet whether this page is the newest; it holds only what limits. */
  looking?: boolean;
};

/**
 * A page as its reader sees it, arranged by the moment one is in. It draws what the page holds and nothing else: no
 * heading, gap or number tells of what it does not hold.
 */
export function SheetView({ page, level = 2, withReading = false, looking = false }: Props) {
  const t = useTranslations("sheet");
  return (
    <div className="grid gap-8">
      <div className="grid max-w-[58ch] gap-1">
        <p className="font-bold">{t("standing")}</p>
        <p>{t("ends")}</p>
        {withReading && !isEmptyPage(page) && <p>{t("thanks")}</p>}
      </div>
      {isEmptyPage(page) && !looking && (
        <div className="grid gap-1">
          <p className="max-w-[58ch] text-lg">{t("empty")}</p>
          {withReading && <ReadAboutEmptyPage />}
        </div>
      )}
      <SheetMoments page={page} level={level} withReading={withReading} looking={looking} />
    </div>
  );
}

/** What a page holds, and not a word around it. */
export function SheetMoments(props: Props) {
  const { page, level = 2, withReading = false, looking = false, small = false } = props;
  const t = useTranslations("sheet");
  const moments = arrangeByMoment(page);
  const headings = useId();
  const below: Level = level === 2 ? 3 : level === 3 ? 4 : 5;
  const isLooking = looking && t("looking");
  return (
    <>
      {withReading && moments.length >= WITH_CONTENTS && (
        <Contents moments={moments.map(({ moment }) => moment)} headings={headings} />
      )}
      {isLooking !== false && moments[0]?.moment !== "beforeTouch" && (
        <Moment title={t("beforeTouch")} level={level} small={small} note={isLooking}>
          {null}
        </Moment>
      )}
      {moments.map(({ moment, items }) => (
        <Moment
          key={moment}
          id={`${headings}-${moment}`}
          title={t(moment)}
          level={level}
          small={small}
          lead={moment === "fromCheckIns" ? t("undated") : undefined}
          note={moment === "beforeTouch" && isLooking}
        >
          {rows(items, (item) => (
            <>
              <PageItem item={item} level={below} />
              {withReading && <ReadAbout item={item} />}
            </>
          ))}
        </Moment>
      ))}
    </>
  );
}

/** One item, drawn from its definition but where its kind has a view of its own. */
const PageItem = memo(function PageItem({ item, level }: { item: PageItemOf; level: Level }) {
  return isRead(item) ? (
    <DrawnPageItem item={item} level={level} />
  ) : (
    <SharedComfortItem comfort={item} level={level} />
  );
});

/** A row for each item. What is out of sight on a long page is not laid out. */
const rows = <Item,>(items: readonly Item[], draw: (item: Item) => ReactNode): ReactNode =>
  items.length === 0
    ? null
    : items.map((item, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: not every item has a name of its own
          key={index}
          className="grid gap-2.5 py-4 [contain-intrinsic-size:auto_8rem] [content-visibility:auto]"
        >
          {draw(item)}
        </li>
      ));

/** From how many moments on their names stand above them. */
const WITH_CONTENTS = 3;

/**
 * The ways to the moments of a long page. Buttons and no links: which moments somebody shares is nothing for the address of a page,
 * which a browser keeps.
 */
function Contents({ moments, headings }: { moments: readonly MomentName[]; headings: string }) {
  const t = useTranslations("sheet");
  const goTo = (moment: MomentName) => {
    const heading = document.getElementById(`${headings}-${moment}`);
    heading?.scrollIntoView({ block: "start", behavior: "instant" });
    heading?.focus({ preventScroll: true });
  };
  return (
    <nav aria-label={t("contents")}>
      <ul className="-mx-2.5 -my-2 flex flex-wrap">
        {moments.map((moment) => (
          <li key={moment}>
            <Button variant="plain" className="font-normal" onClick={() => goTo(moment)}>
              {t(moment)}
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type MomentProps = {
  /** Of the heading. */
  id?: string | undefined;
  title: string;
  level: Level;
  small: boolean;
  /** Stands above the rows. */
  lead?: string | undefined;
  /** Stands there too, and where there are none. */
  note?: string | false;
  children: ReactNode;
};

/** One moment with its rows; nothing where there are none. */
function Moment({ id, title, level, small, lead, note = false, children }: MomentProps) {
  const isEmpty = Children.toArray(children).length === 0;
  if (isEmpty && note === false) return null;
  return (
    <section className="grid gap-1">
      <Heading level={level} id={id} className={small ? "text-sm text-quiet" : "text-xl"}>
        {title}
      </Heading>
      {lead !== undefined && <p className="text-sm text-quiet">{lead}</p>}
      {note !== false && (
        <p role="status" className="text-quiet">
          {note}
        </p>
      )}
      {!isEmpty && <ul className="divide-y divide-line border-t border-line">{children}</ul>}
    </section>
  );
}
