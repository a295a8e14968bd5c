"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { isRead, type ReadKind } from "@/components/kind/drawn";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useBackStep } from "@/components/ui/use-back-step";
import { ReachButton } from "@/components/within-reach/reach-link";
import type { Field, KindDefinition } from "@/lib/domain/kind/definition";
import { fieldsOn } from "@/lib/domain/kind/shown";
import { KINDS, type PageItemOf } from "@/lib/domain/kinds";
import { arrangeByMoment } from "@/lib/domain/sheet/arrange";
import type { Page } from "@/lib/domain/sheet/schema";
import { DrawnPart } from "./drawn-item";
import { type LinesProps, Words } from "./text";
import { type ReaderName, useReaderWords } from "./use-reader-words";

/** A moment one can be in, with the parts of it that tell what to do. */
type Moment = ReaderName & {
  /** Told below the name, where several go by the same one. */
  sign: string | undefined;
  item: PageItemOf<ReadKind>;
};

const WAY = "min-h-16 w-full px-2.5 text-lg";

/**
 * The card for right now: large words, one moment at a time, signs and steps only. Made for shaking hands: big targets,
 * nothing to type, nothing that goes away by itself.
 */
export function HelpNow({ page }: { page: Page }) {
  const t = useTranslations("sheet.helpNow");
  const moments = useMoments(page);
  const [chosen, setChosen] = useState(0);
  const inOne = useBackStep();
  const card = useRef<HTMLDivElement>(null);
  const hasChosen = useRef(false);

  const moment = moments.length === 1 ? moments[0] : inOne.inside ? moments[chosen] : undefined;

  // What was pressed has gone: reading goes on at the top of the card.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each choice
  useEffect(() => {
    if (hasChosen.current) card.current?.focus();
  }, [inOne.inside]);
  const choose = (next: number) => {
    hasChosen.current = true;
    setChosen(next);
    inOne.enter();
  };

  return (
    <div ref={card} tabIndex={-1} className="grid gap-6 text-xl outline-none">
      {moment ? (
        <Card moment={moment} />
      ) : moments.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <>
          <p className="font-bold">{t("choose")}</p>
          <ul className="grid gap-3">
            {moments.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: not every item has a name of its own
              <li key={at}>
                <Button
                  onClick={() => choose(at)}
                  className="min-h-20 w-full justify-start text-left text-xl [overflow-wrap:anywhere]"
                >
                  <span className="grid min-w-0">
                    <Words stock={one.stock}>{one.text}</Words>
                    {one.sign !== undefined && (
                      <span className="text-base font-normal">
                        <Words>{one.sign}</Words>
                      </span>
                    )}
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {moment && moments.length > 1 && (
        <Button onClick={inOne.back} className="min-h-16 w-full text-lg">
          <Icon name="back" />
          {t("another")}
        </Button>
      )}
      <div className="grid gap-3 border-t border-line pt-5">
        <ReachButton what="grounding" variant="quiet" className={WAY}>
          <Icon name="help" />
          {t("grounding")}
        </ReachButton>
        <p className="text-base">{t("danger")}</p>
        <ReachButton what="help" variant="quiet" className={WAY}>
          <Icon name="phone" />
          {t("lines")}
        </ReachButton>
      </div>
    </div>
  );
}

function Card({ moment: { text, stock, item } }: { moment: Moment }) {
  return (
    <>
      <h2 className="text-2xl">
        <Words stock={stock}>{text}</Words>
      </h2>
      {saidNow(item).map(({ part, field, value }) => (
        <DrawnPart key={part} kind={item.kind} part={part} field={field} value={value} List={BigLines} />
      ))}
    </>
  );
}

function BigLines({ label, lines, numbered = false, stock }: LinesProps) {
  if (lines === undefined) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-base font-normal tracking-normal text-quiet">{label}</h3>
      <ol className="grid gap-3">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <li key={index} className="flex gap-3">
            <span className="min-w-7 font-bold text-accent" aria-hidden="true">
              {numbered ? index + 1 : "–"}
            </span>
            <Words stock={stock}>{line}</Words>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What an item says for right now, part by part. */
function saidNow(item: PageItemOf): { part: string; field: Field; value: unknown }[] {
  const definition: KindDefinition = KINDS[item.kind];
  const said = fieldsOn(definition, item);
  return (definition.now ?? []).flatMap((part) => {
    const field = definition.fields[part];
    return field && said[part] !== undefined ? [{ part, field, value: said[part] }] : [];
  });
}

/** The first line by which to tell items of one name apart. One that limits would read as its contrary without its label. */
function signOf(item: PageItemOf): string | undefined {
  const lists = saidNow(item).filter(({ field }) => field.is === "lines" && field.direction.is !== "limits");
  const [first] = lists.flatMap(({ value }) => value);
  return typeof first === "string" ? first : undefined;
}

/** The moments of a page that say something to do or to notice. */
function useMoments(page: Page): Moment[] {
  const { nameOf, titleOf } = useReaderWords();
  const hard = arrangeByMoment(page).find(({ moment }) => moment === "ifThey")?.items ?? [];
  return hard
    .filter(isRead)
    .filter((item) => saidNow(item).length > 0)
    .map((item) => ({
      ...titleOf(item),
      sign: nameOf(item.kind, item) === null ? signOf(item) : undefined,
      item,
    }));
}
