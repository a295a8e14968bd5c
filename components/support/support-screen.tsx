"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useSameList, useSteady } from "@/components/entry/use-held";
import { WithEntries } from "@/components/entry/with-entries";
import { AddNamed } from "@/components/kinds/add-named";
import { useFormEdits } from "@/components/kinds/use-form-edits";
import { useItemList } from "@/components/kinds/use-item-list";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import type { AnyItem } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import { SITUATIONS, type Support } from "@/lib/domain/kinds/support";

const isSupport = (item: AnyItem): item is Support => item.kind === "support";
const isAnyDay = ({ situation }: Support) => "starter" in situation && situation.starter === "anyDay";

/** What I would like in a situation, and small kindnesses for any day. */
export function SupportScreen() {
  const t = useTranslations("support");
  return (
    <WithEntries title={t("title")}>
      <Supports />
    </WithEntries>
  );
}

function Supports() {
  const t = useTranslations("support");
  const page = useRef<HTMLDivElement>(null);
  const form = useFormEdits();
  const { items, begin, list } = useItemList("support", form, { isOf: isSupport, level: 3, toFocus: page });
  const anyDay = items.filter(isAnyDay);
  const hard = items.filter((support) => !isAnyDay(support));
  const taken = new Set(hard.flatMap(({ situation }) => ("starter" in situation ? situation.starter : [])));
  const offered = useSameList(SITUATIONS.filter((key) => key !== "anyDay" && !taken.has(key)));

  const add = useSteady((situation: Support["situation"]) => {
    const made = blankItem("support", crypto.randomUUID(), Date.now(), { situation });
    // Words of one's own are something already.
    if ("own" in situation) form.edits.change(made.id, () => made);
    begin(made);
  });
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} />
      <div ref={page} tabIndex={-1} className="grid gap-8 outline-none">
        {hard.length > 0 && <Section title={t("hardTitle")}>{list(hard)}</Section>}
        <AddNamed kind="support" starters={offered} onAdd={add} />
        <Section title={t("anyDayTitle")} lead={t("anyDayLead")}>
          {anyDay.length > 0 ? (
            list(anyDay)
          ) : (
            <Button className="justify-self-start" onClick={() => add({ starter: "anyDay" })}>
              <Icon name="plus" size={20} />
              {t("anyDayAdd")}
            </Button>
          )}
        </Section>
      </div>
    </Page>
  );
}
