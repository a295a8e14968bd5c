"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCheckIns } from "@/components/entry/use-items";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Page, PageHead } from "@/components/ui/page";
import { StepFrame } from "@/components/ui/step-frame";
import { useToast } from "@/components/ui/toast";
import { ReachLink } from "@/components/within-reach/reach-link";
import { useVault } from "@/lib/client";
import { asksForCare } from "@/lib/domain/check-in/care";
import { dayOf } from "@/lib/domain/check-in/day";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import { CheckInForm } from "./check-in-form";
import { EarlierCheckIns } from "./earlier-check-ins";

/** A check-in when one wants one, and one's own earlier ones. Nothing is due, and nothing is added up. */
export function CheckInScreen() {
  const t = useTranslations("checkIn");
  const toast = useToast();
  const { link } = useVault("link");
  const { checkIns, edits } = useCheckIns();
  const [open, setOpen] = useState<CheckIn | null>(null);
  /** How the last one ended: nothing to see of which hard answer it was. */
  const [done, setDone] = useState<"plain" | "kind" | null>(null);

  const begin = () => {
    const now = new Date();
    setDone(null);
    setOpen(
      blankItem("checkIn", crypto.randomUUID(), now.getTime(), { day: dayOf(now), startedAt: now.getTime() }),
    );
  };
  const remove = ({ id }: CheckIn) => {
    setOpen(null);
    edits.share(id, { do: "stop" });
    toast({ message: t("deleted"), undo: edits.remove(id) });
  };

  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")}>
        <p className="text-quiet">{link.state === "linked" ? t("private") : t("solo")}</p>
      </PageHead>
      <StepFrame step={open === null ? "list" : open.id} toTop>
        {open === null ? (
          <div className="grid gap-10">
            <div className="grid justify-items-start gap-3">
              <div role="status" className={done ? "grid justify-items-start gap-1" : "sr-only"}>
                {done === "plain" && <p>{t("doneWords")}</p>}
                {done === "kind" && (
                  <>
                    <p className="max-w-[58ch]">{t("doneKindly")}</p>
                    <ReachLink what="help" className="link inline-flex min-h-11 items-center">
                      {t("doneRoad")}
                    </ReachLink>
                  </>
                )}
              </div>
              <Button variant={done ? "quiet" : "primary"} onClick={begin}>
                <Icon name="plus" size={20} />
                {t("new")}
              </Button>
            </div>
            <EarlierCheckIns
              checkIns={Object.values(checkIns)}
              onOpen={(checkIn) => {
                setDone(null);
                setOpen(checkIn);
              }}
            />
          </div>
        ) : (
          <CheckInForm
            key={open.id}
            start={open}
            checkIn={checkIns[open.id] ?? { ...open, answers: {}, share: null }}
            edits={edits}
            onDone={() => {
              const answers = edits.items()[open.id]?.answers ?? {};
              setOpen(null);
              setDone(asksForCare(answers) ? "kind" : "plain");
            }}
            onDelete={() => remove(open)}
          />
        )}
      </StepFrame>
    </Page>
  );
}
