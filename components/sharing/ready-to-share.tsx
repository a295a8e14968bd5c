"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { own } from "@/components/ui/own-words";
import { useToast } from "@/components/ui/toast";
import { engine, useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import type { Overview } from "@/lib/domain/sheet/overview";
import { pageIfShown } from "@/lib/domain/sheet/preview";
import { OnPage, Row, RowList, usePartNames } from "./shared-list";
import { hasOwnName, useItemWords } from "./use-item-words";
import { WaitingParts } from "./waiting-parts";

type Props = {
  overview: Overview;
  press: (item: AnyItem, verb: ShareVerb) => void;
  stop: (item: AnyItem, name: string) => void;
};

/**
 * What is ticked, and not with the other: ticked while alone or for somebody before, or waiting for a press. Closed until
 * opened, since none of it is on the page that the other can see.
 */
export function ReadyToShare({ overview: { ready, held, silent }, press, stop }: Props) {
  const t = useTranslations("sharing.ready");
  const { period } = useVault("period");
  const { titleOf } = useItemWords();
  const names = usePartNames();
  if (ready.length + held.length + silent.length === 0) return null;

  const title = (item: AnyItem) => ({ name: titleOf(item), isOwn: hasOwnName(item) });
  return (
    <Disclosure className="rounded-lg border border-line px-3" summary={t("title")}>
      <div className="grid gap-4">
        <p className="max-w-[62ch] text-quiet">{period === null ? t("alone") : t("lead")}</p>
        <RowList>
          {held.map(({ item, row }) => (
            <Row key={`held ${item.id}`} title={title(item)} onStop={() => stop(item, titleOf(item))}>
              <p>{t("waits")}</p>
              <OnPage label={t("wouldSee")} page={row.page} level={2} />
              <Button className="justify-self-start" onClick={() => void engine().letThrough(item.id)}>
                {t("letThrough")}
              </Button>
            </Row>
          ))}
          {ready.map(({ item, parts }) => (
            <Row key={`ready ${item.id}`} title={title(item)}>
              <p>{t("ticked", { parts: names(item, parts) })}</p>
              <OnPage label={t("wouldSee")} page={pageIfShown(item, parts)} level={2} />
              <ReadyButtons item={item} parts={parts} press={press} />
            </Row>
          ))}
          {silent.map(({ item, parts }) => (
            <Row key={`silent ${item.id}`} title={title(item)} onStop={() => stop(item, titleOf(item))}>
              <p>{t("silent", { parts: names(item, parts) })}</p>
              <WaitingParts item={item} press={press} />
            </Row>
          ))}
        </RowList>
      </div>
    </Disclosure>
  );
}

type ButtonsProps = Overview["ready"][number] & Pick<Props, "press">;

function ReadyButtons({ item, parts, press }: ButtonsProps) {
  const t = useTranslations("sharing.ready");
  const { period } = useVault("period");
  const { titleOf } = useItemWords();
  const toast = useToast();
  const letGo = () => {
    for (const part of parts) press(item, { do: "untick", part });
    toast({
      message: t.rich("unticked", { own, name: titleOf(item) }),
      // Ticked for nobody who is linked now: to have the ticks back shows nothing.
      undo: () => press(item, { do: "giveBack", as: item }),
    });
  };
  return (
    <div className="flex flex-wrap gap-3">
      {period !== null && (
        <Button
          onClick={() => {
            for (const part of parts) press(item, { do: "tick", part });
          }}
        >
          {t("share")}
        </Button>
      )}
      <Button onClick={letGo}>{t("untick")}</Button>
    </div>
  );
}
