"use client";

import { useTranslations } from "next-intl";
import { DraftLine } from "@/components/entry/draft-fields";
import { IfTheyNotice } from "@/components/sharing/if-they-notice";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { WordRow } from "@/components/ui/word-row";
import { engine, useTask, useVault } from "@/lib/client";
import { NAME_LENGTH } from "@/lib/domain/entry/limits";
import { usePath } from "@/lib/i18n/use-path";
import { TaskProblem } from "./task-problem";

/** Linked: where to go from here. */
export function JustLinked() {
  const t = useTranslations("link.linked");
  const path = usePath();
  return (
    <Section title={t("title")} lead={t("lead")}>
      <div className="flex flex-wrap gap-3">
        <LinkButton href={path("/theirs")}>{t("theirs")}</LinkButton>
        <LinkButton href={path("/sharing")}>{t("sharing")}</LinkButton>
      </div>
    </Section>
  );
}

/** The words that were compared, for another look. They come a moment after the page. */
export function LinkWords({ words }: { words: readonly string[] }) {
  const t = useTranslations("link.linked");
  return (
    <Section title={t("wordsTitle")} lead={t("wordsLead")}>
      {words.length > 0 && <WordRow words={words} label={t("wordsLabel")} />}
    </Section>
  );
}

/** What one calls the other, for oneself. */
export function PartnerName() {
  const t = useTranslations("link.linked");
  const { profile } = useVault("profile");
  return (
    <Section title={t("labelTitle")}>
      <DraftLine
        label={t("label")}
        place="profile/partnerName"
        hint={t("labelHint")}
        optional
        most={NAME_LENGTH}
        value={profile.partnerName}
        onKeep={(partnerName) => void engine().saveProfile({ partnerName })}
      />
    </Section>
  );
}

/** One person's act: at once, without a reason, and it says exactly what happens. */
export function Unlink({ onDone }: { onDone: () => void }) {
  const t = useTranslations("link.unlink");
  const task = useTask();
  const unlink = async () => {
    if (await task.run(() => engine().unlink())) onDone();
  };
  return (
    <Section title={t("title")} lead={t("lead")}>
      <div className="prose">
        <ul>
          <li>{t("what1")}</li>
          <li>{t("what2")}</li>
          <li>{t("what3")}</li>
          <li>{t("what4")}</li>
        </ul>
      </div>
      {task.busy ? (
        <Progress>{t("busy")}</Progress>
      ) : (
        <div>
          <InlineConfirm
            label={t("button")}
            question={t("question")}
            yes={t("yes")}
            no={t("no")}
            onYes={() => void unlink()}
          />
        </div>
      )}
      <IfTheyNotice what="leaving" />
      <TaskProblem problem={task.problem} />
    </Section>
  );
}
