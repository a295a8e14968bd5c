import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { directory } from "@/lib/domain/help/directory";
import { Dial, HelpLineEntry } from "./help-line-entry";

/**
 * Every country with its emergency number and its lines, closed until one is chosen by hand. Plain HTML: works without
 * scripts, and nothing is remembered of what was opened.
 */
export function HelpDirectory() {
  const t = useTranslations("help");
  const locale = useLocale();
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const seenOn = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(new Date(`${directory.seenOn}T00:00:00Z`));
  const countries = directory.countries
    .map((entry) => ({ ...entry, name: names.of(entry.country) ?? entry.country }))
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
            </div>
            <ul className="grid gap-5">
              {lines.map((line) => (
                <HelpLineEntry key={line.name} line={line} seenOn={seenOn} />
              ))}
            </ul>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
