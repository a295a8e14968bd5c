import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icons";
import type { Branch, Choice } from "@/lib/domain/rehearsal/walk";

/**
 * A conversation to go through, in plain HTML: every choice is a details element that holds all that may come of it. So it
 * works without scripts and without a network, focus stays on what was chosen and what comes of it follows
 * there, and nothing is kept: not in the address, not anywhere. The styles of `.branch`, beside this file, let the other
 * choices step aside while one is open.
 */
export function Conversation({ branch }: { branch: Branch }) {
  const t = useTranslations("rehearsal");
  return (
    <div className="grid gap-4">
      {branch.scene !== undefined && <p className="max-w-[62ch]">{branch.scene}</p>}
      {branch.they !== undefined && (
        <p className="max-w-[62ch] text-lg">
          <span className="font-bold">{t("they")}</span> {branch.they}
        </p>
      )}
      {"choices" in branch ? (
        <div className="grid gap-2">
          <p className="text-sm text-quiet">{t("choose")}</p>
          <ul className="branch grid gap-2.5">
            {branch.choices.map((choice) => (
              <li key={choice.you}>
                <ChoiceLine choice={choice} />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div className="grid gap-2 border-t border-line pt-4">
          <p className="max-w-[62ch]">{branch.leave}</p>
          <p className="max-w-[62ch] text-sm text-quiet">{t("atEnd")}</p>
        </div>
      )}
    </div>
  );
}

/** One thing to say or do; opened, how it may land, why, and what comes next. */
function ChoiceLine({ choice }: { choice: Choice }) {
  const t = useTranslations("rehearsal");
  return (
    <details className="disclosure boxed">
      <summary>
        <Icon name="chevron" size={20} className="chevron" />
        <span className="min-w-0 flex-1">{choice.you}</span>
        <span className="take-back text-sm underline underline-offset-4">{t("takeBack")}</span>
      </summary>
      <div className="grid gap-5 pt-4">
        <div className="grid gap-2 border-l-[3px] border-edge pl-4">
          <p className="max-w-[60ch]">
            <span className="block text-sm text-quiet">{t("lands")}</span>
            {choice.lands}
          </p>
          <p className="max-w-[60ch]">
            <span className="block text-sm text-quiet">{t("why")}</span>
            {choice.why}
          </p>
        </div>
        <Conversation branch={choice.after} />
      </div>
    </details>
  );
}
