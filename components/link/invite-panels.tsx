"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icons";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { QrImage } from "@/components/ui/qr-image";
import { Section } from "@/components/ui/section";
import { WordRow } from "@/components/ui/word-row";
import { engine, useTask } from "@/lib/client";
import { longMoment } from "@/lib/i18n/dates";
import { TaskProblem } from "./task-problem";

/** Makes an invite. */
export function MakeInvite() {
  const t = useTranslations("link.make");
  const task = useTask();
  return (
    <Section title={t("title")} lead={t("lead")}>
      <Button
        variant="primary"
        className="justify-self-start"
        busy={task.busy}
        busyLabel={t("busy")}
        onClick={() => void task.run(() => engine().makeInvite())}
      >
        {t("button")}
      </Button>
      <TaskProblem problem={task.problem} />
    </Section>
  );
}

/** The open invite: its link to copy or to scan, how long it works, and the way to take it back. */
export function OpenInvite({ url, expiresAt }: { url: string; expiresAt: number }) {
  const t = useTranslations("link.invited");
  const locale = useLocale();
  const timeZone = useTimeZone();
  const task = useTask();
  const [square, setSquare] = useState(false);
  return (
    <Section title={t("title")} lead={t("lead")}>
      <p>
        {t("trust")} {t("expires", { until: longMoment(locale, expiresAt, timeZone) })} {t("history")}
      </p>
      <fieldset className="min-w-0">
        <legend className="sr-only">{t("linkLabel")}</legend>
        <p
          translate="no"
          className="rounded-md border border-line bg-wash px-4 py-3 text-sm [overflow-wrap:anywhere] select-all"
        >
          {url}
        </p>
      </fieldset>
      <CopyButton text={url} label={t("copy")} copied={t("copied")} failed={t("copyFailed")} />
      {/* The drawing code is fetched only once somebody wants to see the square. */}
      <details
        className="disclosure border-y border-line"
        onToggle={(event) => setSquare(event.currentTarget.open)}
      >
        <summary>
          <Icon name="chevron" size={20} className="chevron" />
          {t("qrSummary")}
        </summary>
        <div className="pt-2 pb-4">{square && <QrImage value={url} label={t("qr")} />}</div>
      </details>
      <p className="text-quiet">{t("waiting")}</p>
      <div>
        <InlineConfirm
          label={t("cancel")}
          question={t("cancelQuestion")}
          yes={t("cancelYes")}
          no={t("cancelNo")}
          onYes={() => void task.run(() => engine().cancelInvite())}
        />
      </div>
      <TaskProblem problem={task.problem} />
    </Section>
  );
}

/** Somebody answered: both compare the four words, and the maker says whether they are the same. */
export function CompareWords({ words }: { words: readonly string[] }) {
  const t = useTranslations("link.compare");
  const confirm = useTask();
  const cancel = useTask();
  return (
    <Section title={t("title")}>
      <WordRow words={words} label={t("wordsLabel")} />
      <p className="text-lg font-bold">{t("question")}</p>
      <p>{t("how")}</p>
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          busy={confirm.busy || cancel.busy}
          busyLabel={confirm.busy ? t("busy") : undefined}
          onClick={() => void confirm.run(() => engine().confirmLink())}
        >
          {t("same")}
        </Button>
        <Button
          busy={confirm.busy || cancel.busy}
          onClick={() => void cancel.run(() => engine().cancelInvite())}
        >
          {t("different")}
        </Button>
      </div>
      <p className="text-sm text-quiet">{t("differentHint")}</p>
      <TaskProblem problem={confirm.problem ?? cancel.problem} />
    </Section>
  );
}

/** An answer by somebody who did not hold the link. */
export function TamperedAnswer() {
  const t = useTranslations("link.tampered");
  const task = useTask();
  return (
    <Section title={t("title")}>
      <p>{t("text")}</p>
      <Button
        variant="primary"
        className="justify-self-start"
        busy={task.busy}
        onClick={() => void task.run(() => engine().cancelInvite())}
      >
        {t("cancel")}
      </Button>
      <TaskProblem problem={task.problem} />
    </Section>
  );
}

/** I accepted, and the maker has not confirmed yet. */
export function WaitingForMaker({ words }: { words: readonly string[] }) {
  const t = useTranslations("link.waiting");
  const task = useTask();
  return (
    <Section title={t("title")} lead={t("lead")}>
      <WordRow words={words} label={t("wordsLabel")} />
      <p className="text-quiet">{t("changes")}</p>
      <div>
        <InlineConfirm
          label={t("withdraw")}
          question={t("withdrawQuestion")}
          yes={t("withdrawYes")}
          no={t("withdrawNo")}
          onYes={() => void task.run(() => engine().withdrawAcceptance())}
        />
      </div>
      <TaskProblem problem={task.problem} />
    </Section>
  );
}
