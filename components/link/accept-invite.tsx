"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { engine, type LinkView, type Problem, useTask } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";
import { TaskProblem } from "./task-problem";

/** What may be well a moment later; any other problem stays as it is. */
const PASSING: readonly Problem[] = ["offline", "server", "too_many"];

/** Why no invite at all can be accepted as one's own link stands. */
function inTheWay(state: LinkView["state"]): Problem | null {
  switch (state) {
    case "none":
      return null;
    case "linked":
    case "keyLost":
      return "already_linked";
    default:
      return "invite_open";
  }
}

type Props = {
  /** The link as it was opened or pasted. */
  link: string;
  state: LinkView["state"];
  onAccepted: () => void;
  onLeft: () => void;
};

/** Looks an invite up, says what is wrong with it or what accepting it means, and accepts it. */
export function AcceptInvite({ link, state, onAccepted, onLeft }: Props) {
  const t = useTranslations("link.opened");
  const path = usePath();
  const look = useTask();
  const accept = useTask();
  // As things stood when it was opened: while accepting, one's own link moves on.
  const [blocked] = useState(() => inTheWay(state));
  const [fine, setFine] = useState(false);

  const { run } = look;
  const lookUp = useCallback(async () => {
    if (await run(() => engine().lookUpInvite(link))) setFine(true);
  }, [run, link]);
  useEffect(() => void lookUp(), [lookUp]);

  // What is wrong with the link itself comes first: one's own, say, or one that has run out.
  const problem = look.problem ?? (fine ? blocked : null);
  if (problem !== null) {
    return (
      <div className="grid justify-items-start gap-4">
        <TaskProblem problem={problem} />
        <div className="flex flex-wrap gap-3">
          {PASSING.includes(problem) && <Button onClick={() => void lookUp()}>{t("tryAgain")}</Button>}
          {blocked !== null && <LinkButton href={path("/linking")}>{t("toLinking")}</LinkButton>}
        </div>
      </div>
    );
  }
  if (!fine) return <Progress>{t("looking")}</Progress>;
  return (
    <div className="grid gap-5">
      <Notice title={t("noteTitle")}>
        <p>{t("note")}</p>
        <p>
          <Link className="link" href={path("/before-linking")}>
            {t("noteLink")}
          </Link>
        </p>
      </Notice>
      <p className="max-w-[58ch]">{t("then")}</p>
      <p className="max-w-[58ch] text-sm text-quiet">{t("history")}</p>
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          busy={accept.busy}
          busyLabel={t("accepting")}
          onClick={async () => {
            if (await accept.run(() => engine().acceptInvite(link))) onAccepted();
          }}
        >
          {t("accept")}
        </Button>
        {!accept.busy && <Button onClick={onLeft}>{t("decline")}</Button>}
      </div>
      <TaskProblem problem={accept.problem} />
    </div>
  );
}
