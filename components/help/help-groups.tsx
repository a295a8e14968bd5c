import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { GROUPS, linesFor } from "@/lib/domain/help/groups";
import type { HelpDirectory } from "@/lib/domain/help/schema";
import { useCountryNames } from "./country-names";
import { HelpLineEntry } from "./help-line-entry";

/** The same lines by whom they are for, each with its country: for those whom a country's list may not name first. */
export function HelpGroups({ directory }: { directory: HelpDirectory }) {
  const t = useTranslations("help");
  const nameOf = useCountryNames();
  return (
    <ul className="divide-y divide-line border-y border-line">
      {GROUPS.map(({ group, audiences }) => (
        <li key={group}>
          <Disclosure summary={t(`groups.${group}`)} id={group}>
            <ul className="grid grid-cols-1 gap-5">
              {linesFor(directory, audiences).map(({ country, line }) => (
                <HelpLineEntry key={`${country} ${line.name}`} line={line} country={nameOf(country)} />
              ))}
            </ul>
            {group === "ownBehaviour" && <p className="mt-5 max-w-[58ch]">{t("ownBehaviourElsewhere")}</p>}
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
