"use client";

import { useTranslations } from "next-intl";
import { useDraft } from "@/components/entry/use-draft";
import { IfTheyNotice } from "@/components/sharing/if-they-notice";
import { Field } from "@/components/ui/field";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { TextInput } from "@/components/ui/text-input";
import { WordRow } from "@/components/ui/word-row";
import { stile, useTask, useVault } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { TaskProblem } from "./task-problem";

/** As long as lib/domain/vault/schema.ts allows. */
const NAME_LENGTH = 80;

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

/** The words that were compared, for another look. */
export function LinkWords({ words }: { words: readonly string[] }) {
  const t = useTranslations("link.linked");
  return (
    <Section title={t("wordsTitle")} lead={t("wordsLead")}>
      <WordRow words={words} label={t("wordsLabel")} />
    </Section>
  );
}

/** What one calls the other, for oneself. */
export function PartnerName() {
  const t = useTranslations("link.linked");
  const { profile } = useVault();
  const draft = useDraft(profile.partnerName, (partnerName) => {
    void stile().saveProfile({ partnerName });
  });
  return (
    <Section title={t("labelTitle")}>
      <Field label={t("label")} hint={t("labelHint")} optional>
        <TextInput {...draft} maxLength={NAME_LENGTH} dir="auto" />
      </Field>
    </Section>
  );
}

/** One person's act: at once, without a reason, and it says exactly what happens. */
export function Unlink({ onDone }: { onDone: () => void }) {
  const t = useTranslations("link.unlink");
  const task = useTask();
  const unlink = async () => {
    if (await task.run(() => stile().unlink())) onDone();
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
