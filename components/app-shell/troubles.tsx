"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { hidesShares, isStray, useVault } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";

/** Says plainly which document could not be opened and why, and where a browser keeps nothing: on every page, for as long as it is so. */
export function Troubles() {
  const t = useTranslations("shell.troubles");
  const path = usePath();
  const { troubles, link, staysOpen, lostWords } = useVault("troubles", "link", "staysOpen", "lostWords");
  if (troubles.length === 0 && staysOpen && !lostWords) return null;
  // What is not among one's documents may be on the other's page.
  const mayShow = troubles.some(hidesShares) && link.state !== "none";
  const hasStray = troubles.some(isStray);
  const others = troubles.filter((trouble) => !isStray(trouble));
  const isLost = troubles.some(({ problem }) => problem === "not_recovered");
  return (
    <div className="mx-auto grid w-full max-w-[44rem] gap-3 px-4 pt-6 sm:px-6">
      {troubles.length > 0 && (
        <Notice kind="trouble" title={t("title")} live>
          {hasStray && <p>{t("strayFound")}</p>}
          {others.map(({ document, problem }) => (
            <p key={`${document} ${problem}`}>
              {t(`problem.${problem}`, { what: t(`document.${document}`) })}
            </p>
          ))}
          {others.length > 0 && <p>{t("left")}</p>}
          {(hasStray || isLost) && (
            <p>
              <Link className="link" href={path("/settings/held")}>
                {t(hasStray ? "stray" : "lost")}
              </Link>
            </p>
          )}
          {mayShow && (
            <p>
              <Link className="link" href={path("/sharing")}>
                {t("stopping")}
              </Link>
            </p>
          )}
        </Notice>
      )}
      {lostWords && (
        <Notice kind="trouble" live>
          <p>{t("lostWords")}</p>
        </Notice>
      )}
      {!staysOpen && <p className="text-sm text-quiet">{t("keepsNothing")}</p>}
    </div>
  );
}
