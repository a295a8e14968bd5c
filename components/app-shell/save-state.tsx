"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useLayoutEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icons";
import { StatusLine } from "@/components/ui/notice";
import { PassphraseInput } from "@/components/ui/passphrase-input";
import { engine, latestSnapshot, useTask, useVault } from "@/lib/client";

/** The sentence for each reason that something is not saved. */
const WHY = { offline: "kept", server: "kept", signed_out: "signedOut", too_large: "tooLarge" } as const;

/** A few quiet words on whether all is saved, read out as they change. */
export function SaveLine() {
  const t = useTranslations("shell.saving");
  const { saving } = useVault("saving");
  if (saving.state === "saved")
    return (
      <StatusLine kind="saved" state={saving.state}>
        {t("saved")}
      </StatusLine>
    );
  if (saving.state === "saving")
    return (
      <StatusLine kind="waiting" state={`${saving.state} ${saving.sharing}`}>
        {t("saving")}
        {/* The bar below says this on screen. */}
        {saving.sharing && <span className="sr-only">. {t("sharing")}</span>}
      </StatusLine>
    );
  return (
    // What else it says follows from these two.
    <StatusLine kind="waiting" state={`${saving.problem} ${saving.sharing}`}>
      {t("notYet")}
      {/* The bar below says this on screen. */}
      <span className="sr-only">
        . {t(WHY[saving.problem])} {saving.sharing && t("sharing")}
      </span>
    </StatusLine>
  );
}

/**
 * Says what is not saved yet, and offers to try again; or that what was stopped may still be seen while that is on its way. It
 * lies over the foot of the page, so that nothing moves under the finger of somebody who is writing. Closing the tab is asked
 * about from here, where each change of the saving is drawn already.
 */
export function SaveBar() {
  const t = useTranslations("shell.saving");
  const { saving } = useVault("saving");
  useUnsavedWarning(saving.state !== "saved");
  const isShown = saving.state === "notYet" || (saving.state === "saving" && saving.sharing);
  // Room at the foot for it (app/globals.css): by `:has` every piece of the page would be looked through at each change.
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute("data-save-bar", isShown);
    return () => document.documentElement.removeAttribute("data-save-bar");
  }, [isShown]);
  if (!isShown) return null;
  const isUnderWay = saving.state === "saving";
  const why = isUnderWay ? null : WHY[saving.problem];
  const signedOut = why === "signedOut";
  const title = t(isUnderWay ? "saving" : "notYet");
  return (
    <>
      {/* The page leaves room for the bar at its foot; the form is taller. */}
      {signedOut && <div className="h-40" />}
      <section
        aria-label={title}
        className="fixed inset-x-0 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 border-t border-ochre bg-ochre-wash px-4 pt-2 pb-3.5 lg:inset-x-auto lg:right-6 lg:bottom-6 lg:max-w-md lg:rounded-md lg:border lg:pb-2"
      >
        {signedOut ? (
          <SaveAgain sharing={saving.sharing} />
        ) : (
          <div className="mx-auto flex max-w-[40rem] flex-wrap items-center gap-x-4 gap-y-1">
            <Icon name="waiting" size={22} />
            {/* Drawn anew with what it claims, as the line above. */}
            <p key={`${title} ${why} ${saving.sharing}`} className="min-w-0 flex-1 basis-48 text-sm">
              <b>{title}.</b> {why !== null && t(why)} {saving.sharing && t("sharing")}
            </p>
            {!isUnderWay && <Button onClick={() => void engine().retrySaving()}>{t("tryAgain")}</Button>}
          </div>
        )}
      </section>
    </>
  );
}

/** The session has ended while something waits: signing in from here keeps what waits. */
function SaveAgain({ sharing }: { sharing: boolean }) {
  const t = useTranslations("shell.saving");
  const words = useTranslations("account");
  const problems = useTranslations("problems");
  const [passphrase, setPassphrase] = useState("");
  const task = useTask();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    await task.run((onStep) => engine().unlock(passphrase, onStep));
  };
  return (
    <form onSubmit={submit} className="mx-auto grid max-w-[40rem] gap-2" noValidate>
      <p key={`${sharing}`} className="text-sm">
        <b>{t("notYet")}.</b> {t("signedOut")} {sharing && t("sharing")}
      </p>
      <Field
        label={words("passphrase.label")}
        error={task.problem === null ? undefined : problems(task.problem)}
      >
        <PassphraseInput value={passphrase} onChange={setPassphrase} autoComplete="off" />
      </Field>
      <Button type="submit" busy={task.busy} busyLabel={words("signIn.busy")}>
        {t("signIn")}
      </Button>
    </form>
  );
}

/** Asks before the tab is closed while something is not saved. */
function useUnsavedWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => {
      // Asked again here: leaving at once ends the engine, and must not be held up by a question.
      const now = latestSnapshot();
      if (now.status === "open" && now.vault.saving.state !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);
}
