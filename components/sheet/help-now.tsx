"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useKindWords } from "@/components/kind/use-kind-words";
import { Button } from "@/components/ui/button";
import { ChoiceMark } from "@/components/ui/choice-mark";
import { Icon } from "@/components/ui/icons";
import { useBackStep } from "@/components/ui/use-back-step";
import { ReachButton } from "@/components/within-reach/reach-link";
import type { PageItemOf, PartOf } from "@/lib/domain/kinds";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import { ofKind } from "@/lib/domain/sheet/arrange";
import type { Page } from "@/lib/domain/sheet/schema";
import { Words } from "./text";
import { TOUCH_LOOKS } from "./touch-looks";
import { useReaderWords } from "./use-reader-words";

/** A moment one can be in, with the lines that tell what to do. */
type Moment = {
  name: string;
  /** The name is Stile's, and not the writer's. */
  stock: boolean;
  /** Told below the name, where several go by the same one. */
  sign: string | undefined;
  support?: PageItemOf<"support">;
  hard?: PageItemOf<"hardMoment">;
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
                    <Words stock={one.stock}>{one.name}</Words>
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

function Card({ moment: { name, stock, hard, support } }: { moment: Moment }) {
  const t = useTranslations("sheet");
  const { ofPart, choice } = useKindWords();
  const theirs = (part: PartOf<HardMoment>) => ofPart("hardMoment", part, "theirs");
  return (
    <>
      <h2 className="text-2xl">
        <Words stock={stock}>{name}</Words>
      </h2>
      <BigLines label={theirs("signs")} lines={hard?.signs} />
      <BigLines label={theirs("helps")} lines={hard?.helps} numbered />
      {hard?.nearness && (
        <p className="font-bold">{choice("hardMoment", "nearness", hard.nearness, "theirs")}</p>
      )}
      <BigLines label={theirs("pleaseDont")} lines={hard?.pleaseDont} />
      {support?.touch && (
        <p>
          <ChoiceMark
            label={choice("support", "touch", support.touch, "theirs")}
            {...TOUCH_LOOKS[support.touch]}
          />
        </p>
      )}
      <BigLines label={t("steps")} lines={support?.steps} numbered />
      <BigLines label={t("wordsThatHelp")} lines={support?.wordsThatHelp} />
      <BigLines label={t("wordsToLeaveOut")} lines={support?.wordsToLeaveOut} />
      <BigLines label={t("othersToCall")} lines={support?.othersToCall} />
    </>
  );
}

function BigLines({
  label,
  lines,
  numbered = false,
}: {
  label: string;
  lines: readonly string[] | undefined;
  numbered?: boolean;
}) {
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
            <Words>{line}</Words>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The moments of a page that say something to do or to notice. */
function useMoments(page: Page): Moment[] {
  const words = useReaderWords();
  const hard = ofKind(page, "hardMoment")
    .filter(({ signs, helps, pleaseDont, nearness }) => signs ?? helps ?? pleaseDont ?? nearness)
    .map((one) => ({
      name: words.hardMoment(one),
      stock: one.name === undefined,
      sign: one.name === undefined ? (one.signs ?? one.helps)?.[0] : undefined,
      hard: one,
    }));
  const supports = ofKind(page, "support")
    .filter(({ situation }) => !("starter" in situation && situation.starter === "anyDay"))
    .filter(
      ({ steps, wordsThatHelp, wordsToLeaveOut, touch, othersToCall }) =>
        steps ?? wordsThatHelp ?? wordsToLeaveOut ?? touch ?? othersToCall,
    )
    .map((one) => ({
      name: words.situation(one.situation),
      stock: "starter" in one.situation,
      sign: undefined,
      support: one,
    }));
  return [...hard, ...supports];
}
