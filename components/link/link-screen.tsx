"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { UnlockForm } from "@/components/account/unlock-form";
import { LockWords } from "@/components/app-shell/lock-words";
import { Starting } from "@/components/app-shell/starting";
import { Unreachable } from "@/components/app-shell/unreachable";
import { LinkButton } from "@/components/ui/link-button";
import { EmptyState, Page, PageHead } from "@/components/ui/page";
import { StepFrame } from "@/components/ui/step-frame";
import {
  dropInvite,
  engine,
  heldInvite,
  holdInvite,
  inviteFromAddress,
  type LinkView,
  OpenVaultProvider,
  useStanding,
  useTask,
  useVault,
} from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { AcceptInvite } from "./accept-invite";
import { WaitingForMaker } from "./invite-panels";
import { JustLinked, LinkWords } from "./linked-panels";
import { SessionEnded, TaskProblem } from "./task-problem";
import { useLinkWatch } from "./use-link-watch";

/** Where an invite's link leads. The invite is taken out of the address at once and waits in this tab's memory. */
export function LinkScreen() {
  const t = useTranslations("link");
  const path = usePath();
  const standing = useStanding();
  const [invite, setInvite] = useState<string | null>(null);
  const [left, setLeft] = useState(false);

  useEffect(() => {
    const takeUp = () => {
      const found = inviteFromAddress();
      if (found !== null) {
        holdInvite(found);
        setLeft(false);
      }
      setInvite(heldInvite());
    };
    takeUp();
    // Another link opened in this same tab changes nothing but what follows the #.
    window.addEventListener("hashchange", takeUp);
    return () => window.removeEventListener("hashchange", takeUp);
  }, []);

  const letGo = useCallback(() => {
    dropInvite();
    setInvite(null);
  }, []);

  const body = () => {
    switch (standing.status) {
      case "starting":
        return <Starting />;
      case "unreachable":
        return <Unreachable problem={standing.problem} />;
      case "locked":
        return <UnlockForm />;
      case "signedOut":
        return invite === null ? <NoInvite /> : <AnswerLater invite={invite} />;
      case "open":
        if (left) {
          return (
            <EmptyState
              title={t("opened.declined")}
              action={<LinkButton href={path("/home")}>{t("opened.toHome")}</LinkButton>}
            />
          );
        }
        return (
          <OpenVaultProvider>
            <Opened
              invite={invite}
              onAccepted={letGo}
              onLeft={() => {
                letGo();
                setLeft(true);
              }}
            />
          </OpenVaultProvider>
        );
    }
  };
  return (
    <Page className="max-w-[36rem]">
      <LockWords />
      {body()}
    </Page>
  );
}

type OpenedProps = { invite: string | null; onAccepted: () => void; onLeft: () => void };

/** The vault is open: an invite to answer, or where the link stands. */
function Opened({ invite, onAccepted, onLeft }: OpenedProps) {
  const t = useTranslations("link.opened");
  const { link } = useVault("link");
  if (invite === null) return <Standing link={link} />;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <AcceptInvite link={invite} state={link.state} onAccepted={onAccepted} onLeft={onLeft} />
    </>
  );
}

/** Signed out: the invite waits in this tab while one signs in. A link that is not whole is told at once. */
function AnswerLater({ invite }: { invite: string }) {
  const t = useTranslations("link.opened");
  const path = usePath();
  const { run, problem } = useTask();
  useEffect(() => void run(() => engine().lookUpInvite(invite)), [run, invite]);
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      {problem !== null && problem !== "signed_out" ? (
        <TaskProblem problem={problem} />
      ) : (
        <EmptyState
          title={t("signedOutTitle")}
          action={
            <div className="flex flex-wrap gap-3">
              <LinkButton variant="primary" href={path("/sign-in")}>
                {t("signIn")}
              </LinkButton>
              <LinkButton href={path("/sign-up")}>{t("signUp")}</LinkButton>
            </div>
          }
        >
          <p>{t("signedOut")}</p>
        </EmptyState>
      )}
    </>
  );
}

/** After accepting: waiting for the maker, then linked. */
function Standing({ link }: { link: LinkView }) {
  const t = useTranslations("link");
  const path = usePath();
  const problem = useLinkWatch(link.state);
  return (
    <StepFrame step={link.state}>
      {/* Said by itself when the maker has confirmed. */}
      <p role="status" className="sr-only">
        {link.state === "linked" && t("linked.title")}
      </p>
      <div className="grid gap-8">
        <SessionEnded problem={problem} />
        {link.state === "waiting" && (
          <>
            <PageHead title={t("title")} />
            <WaitingForMaker words={link.words} />
            <LinkButton variant="plain" className="-ml-2.5 justify-self-start" href={path("/home")}>
              {t("opened.toHome")}
            </LinkButton>
          </>
        )}
        {link.state === "linked" && (
          <>
            <PageHead title={t("title")} />
            <JustLinked />
            <LinkWords words={link.words} />
          </>
        )}
        {link.state !== "waiting" && link.state !== "linked" && <NoInvite />}
      </div>
    </StepFrame>
  );
}

function NoInvite() {
  const t = useTranslations("link");
  const path = usePath();
  return (
    <>
      <PageHead title={t("opened.title")} />
      <EmptyState
        title={t("opened.nothingTitle")}
        action={<LinkButton href={path("/linking")}>{t("opened.toLinking")}</LinkButton>}
      >
        <p>{t("opened.nothing")}</p>
      </EmptyState>
    </>
  );
}
