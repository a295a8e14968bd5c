"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ReadingList } from "@/components/guidance/reading-links";
import { PrintPaper } from "@/components/paper/print-paper";
import { HelpNow } from "@/components/sheet/help-now";
import { SheetView } from "@/components/sheet/sheet-view";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { own } from "@/components/ui/own-words";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/progress";
import { useBackStep } from "@/components/ui/use-back-step";
import { engine, type Problem, useVault } from "@/lib/client";
import { onlyLimits } from "@/lib/domain/sheet/limits";
import type { Page as TheirPage } from "@/lib/domain/sheet/schema";
import { usePath } from "@/lib/i18n/use-path";
import { useIsNewest } from "./fresh-page";

/** What the other chose to share. Nothing here tells when they wrote it, or whether there is more. */
export function TheirsScreen() {
  const t = useTranslations("theirs");
  const { theirPage, profile } = useVault("theirPage", "profile");
  const help = useBackStep();

  const page = theirPage.state === "shown" || theirPage.state === "problem" ? theirPage.page : null;
  const helping = help.inside && page !== null;
  const name = profile.partnerName.trim();
  return (
    <Page>
      <PageHead
        title={name === "" ? t("title") : t.rich("namedTitle", { own, name })}
        lead={helping ? undefined : t("lead")}
        back={
          helping && (
            <Button className="justify-self-start" onClick={help.back}>
              <Icon name="back" size={20} />
              {t("backToPage")}
            </Button>
          )
        }
      />
      {theirPage.state === "notLinked" && <NotLinked />}
      {theirPage.state === "loading" && <Loading>{t("loading")}</Loading>}
      {theirPage.state === "problem" && (
        <PageProblem problem={theirPage.problem} hasLast={theirPage.page !== null} />
      )}
      {page !== null && <Shown page={page} helping={helping} onHelp={help.enter} />}
    </Page>
  );
}

type ShownProps = { page: TheirPage; helping: boolean; onHelp: () => void };

/** Their page, or the large card for a hard moment in its place. */
function Shown({ page: last, helping, onHelp }: ShownProps) {
  const t = useTranslations("theirs");
  const isNewest = useIsNewest();
  // It may have been taken back since: until that is known, nothing of it opens anything.
  const page = isNewest ? last : onlyLimits(last);
  const opener = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const wasHelping = useRef(false);

  useEffect(() => {
    if (helping) card.current?.focus();
    else if (wasHelping.current) opener.current?.focus();
    wasHelping.current = helping;
  }, [helping]);

  if (helping) {
    return (
      <div ref={card} tabIndex={-1} className="outline-none">
        <HelpNow page={page} />
      </div>
    );
  }
  return (
    <>
      <Button
        ref={opener}
        variant="primary"
        className="min-h-16 w-full flex-col gap-0 text-xl"
        onClick={onHelp}
      >
        <span>{t("helpNow")}</span>
        <span className="text-sm font-normal">{t("helpNowHint")}</span>
      </Button>
      <SheetView page={page} withReading looking={!isNewest} />
      <PrintPaper page={page} />
      <ReadingList />
    </>
  );
}

function PageProblem({ problem, hasLast }: { problem: Problem; hasLast: boolean }) {
  const t = useTranslations("theirs");
  const problems = useTranslations("problems");
  return (
    <Notice kind="trouble" live>
      <p>
        {problems(problem)} {hasLast && t("last")}
      </p>
      <Button onClick={() => void engine().refreshTheirPage()}>{t("tryAgain")}</Button>
    </Notice>
  );
}

function NotLinked() {
  const t = useTranslations("theirs.notLinked");
  const path = usePath();
  return (
    <EmptyState title={t("title")} action={<LinkButton href={path("/linking")}>{t("action")}</LinkButton>}>
      <p>{t("text")}</p>
    </EmptyState>
  );
}
