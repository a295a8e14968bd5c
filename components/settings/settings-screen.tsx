"use client";

import { useTranslations } from "next-intl";
import { startTransition, useOptimistic, useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icons";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { Link } from "@/components/ui/link";
import { own } from "@/components/ui/own-words";
import { Page, PageHead } from "@/components/ui/page";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { SwitchRow } from "@/components/ui/tick-row";
import { ReachLink } from "@/components/within-reach/reach-link";
import { engine, useVault } from "@/lib/client";
import type { ProfileDocument } from "@/lib/domain/vault/schema";
import { usePath } from "@/lib/i18n/use-path";

type IdleMinutes = ProfileDocument["idleMinutes"];
/** Keyed by every choice there is, so that a new one cannot be forgotten here. */
const IDLE_CHOICES: Record<`${IdleMinutes}`, IdleMinutes> = { "2": 2, "5": 5, "15": 15, "30": 30 };
const IDLE_VALUES = ["2", "5", "15", "30"] as const satisfies readonly (keyof typeof IDLE_CHOICES)[];

/** What can be set, and the ways out. */
export function SettingsScreen() {
  const t = useTranslations("settings");
  const path = usePath();
  const { handle, profile } = useVault("handle", "profile");
  // The engine is asked and answers a moment later: until then the choice shows as it was made.
  const [idleMinutes, showIdleMinutes] = useOptimistic(profile.idleMinutes);
  const chooseIdle = (minutes: IdleMinutes) =>
    startTransition(async () => {
      showIdleMinutes(minutes);
      await engine().saveProfile({ idleMinutes: minutes });
    });
  return (
    <Page>
      <PageHead title={t("title")} />
      <Section title={t("lock.title")}>
        <ChoiceGroup
          legend={t("lock.legend")}
          hint={t("lock.hint")}
          clearable={false}
          options={IDLE_VALUES.map((value) => ({ value, label: t("lock.minutes", { minutes: value }) }))}
          value={`${idleMinutes}`}
          onChange={(value) => {
            if (value !== undefined) chooseIdle(IDLE_CHOICES[value]);
          }}
        />
        <Button className="mt-2 justify-self-start" onClick={() => void engine().lock()}>
          <Icon name="lock" size={20} />
          {t("lock.now")}
        </Button>
      </Section>
      <SpellCheck />
      <Section title={t("account.title")}>
        <p>{t.rich("account.handle", { own, handle })}</p>
      </Section>
      <SignOut />
      <Section title={t("leaving.title")}>
        <p className="max-w-[62ch]">{t("leaving.text")}</p>
      </Section>
      <Section title={t("more")}>
        <ul className="grid gap-1">
          {(
            [
              ["linking", "/linking"],
              ["held", "/settings/held"],
              ["limits", "/limits"],
              ["guidance", "/guidance"],
            ] as const
          ).map(([key, href]) => (
            <li key={key}>
              <Link className="link inline-flex min-h-11 items-center" href={path(href)}>
                {t(key)}
              </Link>
            </li>
          ))}
          <li>
            <ReachLink what="help" className="link inline-flex min-h-11 items-center">
              {t("help")}
            </ReachLink>
          </li>
        </ul>
      </Section>
    </Page>
  );
}

/** Whether the browser may check the spelling of own words. Off until it is chosen. */
function SpellCheck() {
  const t = useTranslations("settings.spelling");
  const { profile, troubles } = useVault("profile", "troubles");
  const [spellCheck, showSpellCheck] = useOptimistic(profile.spellCheck);
  const choose = (on: boolean) =>
    startTransition(async () => {
      showSpellCheck(on);
      await engine().saveProfile({ spellCheck: on });
    });
  return (
    <Section title={t("title")}>
      <SwitchRow
        label={t("label")}
        hint={t("hint")}
        checked={spellCheck}
        disabled={troubles.some(({ document }) => document === "profile")}
        onChange={choose}
      />
    </Section>
  );
}

/** Ends the session on every device. */
function SignOut() {
  const t = useTranslations("settings.signOut");
  const { saving } = useVault("saving");
  const [busy, setBusy] = useState(false);

  // The gate takes over once the engine says so; the worker that is told ends with its keys, and answers no more.
  const signOut = () => {
    setBusy(true);
    void engine().signOut();
  };
  return (
    <Section title={t("title")} lead={t("lead")}>
      {saving.state !== "saved" && <p className="font-bold">{t("unsaved")}</p>}
      {busy ? (
        <Progress>{t("busy")}</Progress>
      ) : (
        <div>
          <InlineConfirm
            label={t("button")}
            question={t("question")}
            yes={t("yes")}
            no={t("no")}
            onYes={signOut}
          />
        </div>
      )}
    </Section>
  );
}
