import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import type { HelpDirectory } from "@/lib/domain/help/schema";
import { longDate } from "@/lib/i18n/dates";
import { useCountryNames } from "./country-names";
import { Dial, HelpLineEntry } from "./help-line-entry";

/**
 * Every country with its emergency number and its lines, closed until one is chosen by hand. Plain HTML: works without
 * scripts, and nothing is remembered of what was opened.
 */
export function HelpCountries({ directory }: { directory: HelpDirectory }) {
  const t = useTranslations("help");
  const locale = useLocale();
  const nameOf = useCountryNames();
  const countries = directory.countries
    .map((entry) => ({ ...entry, name: nameOf(entry.country) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));

  return (
    <ul className="divide-y divide-line border-y border-line">
      {countries.map(({ country, name, emergency, lines }) => (
        <li key={country}>
          <Disclosure summary={name} id={country.toLowerCase()}>
            <div className="mb-5 rounded-md bg-wash px-4 py-3">
              <p className="font-bold">{t("emergencyTitle")}</p>
              <p className="flex flex-wrap items-center gap-x-2">
                <span>{t("call")}</span>
                {emergency.numbers.map((number, index) => (
                  <Fragment key={number}>
                    {index > 0 && <span>{t("emergencyOr")}</span>}
                    <span className="font-bold">
                      <Dial number={number} />
                    </span>
                  </Fragment>
                ))}
              </p>
              {emergency.silent !== undefined && <p>{t("emergencySilent", { number: emergency.silent })}</p>}
              <p className="text-sm text-quiet">
                {t("emergencySeen", { date: longDate(locale, emergency.seenOn) })}
              </p>
            </div>
            <ul className="grid grid-cols-1 gap-5">
              {lines.map((line) => (
                <HelpLineEntry key={line.name} line={line} />
              ))}
            </ul>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
