"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { StepFrame } from "@/components/ui/step-frame";
import { TextInput } from "@/components/ui/text-input";
import { useVault } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { AcceptInvite } from "./accept-invite";
import { CompareWords, MakeInvite, OpenInvite, TamperedAnswer, WaitingForMaker } from "./invite-panels";
import { JustLinked, LinkWords, PartnerName, Unlink } from "./linked-panels";
import { SessionEnded } from "./task-problem";
import { useLinkWatch } from "./use-link-watch";

/** Where the link stands, and everything that can be done about it. */
export function LinkingScreen() {
  const t = useTranslations("link");
  const { link } = useVault("link");
  const [unlinked, setUnlinked] = useState(false);
  const problem = useLinkWatch(link.state);
  const done = () => setUnlinked(true);

  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} />
      {/* Said by itself when the other person has done their part. */}
      <p role="status" className="sr-only">
        {link.state === "compare" && t("compare.title")}
        {link.state === "linked" && t("linked.title")}
      </p>
      <StepFrame step={link.state}>
        <div className="grid gap-10">
          <SessionEnded problem={problem} />
          {link.state === "none" && (
            <>
              {unlinked && (
                <Notice kind="saved" live>
                  <p>{t("unlink.done")}</p>
                </Notice>
              )}
              <NotLinked />
            </>
          )}
          {link.state === "invited" && <OpenInvite url={link.url} expiresAt={link.expiresAt} />}
          {link.state === "compare" && <CompareWords words={link.words} />}
          {link.state === "tampered" && <TamperedAnswer />}
          {link.state === "waiting" && <WaitingForMaker words={link.words} />}
          {link.state === "linked" && (
            <>
              <JustLinked />
              <PartnerName />
              <LinkWords words={link.words} />
              <Unlink onDone={done} />
            </>
          )}
          {link.state === "keyLost" && (
            <>
              <Notice kind="trouble" title={t("keyLost.title")}>
                <p>{t("keyLost.text")}</p>
              </Notice>
              <Unlink onDone={done} />
            </>
          )}
        </div>
      </StepFrame>
    </Page>
  );
}

function NotLinked() {
  const t = useTranslations("link.what");
  const path = usePath();
  return (
    <>
      <Section title={t("title")}>
        <div className="prose">
          <ul>
            <li>{t("p1")}</li>
            <li>{t("p2")}</li>
            <li>{t("p3")}</li>
          </ul>
          <p>
            <Link href={path("/before-linking")}>{t("before")}</Link>
          </p>
        </div>
      </Section>
      <MakeInvite />
      <PasteLink />
    </>
  );
}

/** For a link that came on paper, by camera on another device, or in a message that does not open it here. */
function PasteLink() {
  const t = useTranslations("link.paste");
  const { link } = useVault("link");
  const [pasted, setPasted] = useState("");
  const [looking, setLooking] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);

  const look = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(pasted.trim() === "");
    setLooking(pasted.trim() === "" ? null : pasted);
  };
  return (
    <Section title={t("title")}>
      <form onSubmit={look} className="grid gap-4" noValidate>
        <Field label={t("label")} hint={t("hint")} error={missing ? t("missing") : undefined}>
          <TextInput
            value={pasted}
            onChange={(text) => {
              setPasted(text);
              setMissing(false);
              setLooking(null);
            }}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
        </Field>
        <Button type="submit" className="justify-self-start">
          {t("button")}
        </Button>
      </form>
      {looking !== null && (
        <AcceptInvite
          key={looking}
          link={looking}
          state={link.state}
          onAccepted={() => setPasted("")}
          onLeft={() => {
            setLooking(null);
            setPasted("");
          }}
        />
      )}
    </Section>
  );
}
