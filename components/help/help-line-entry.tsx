import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { smsHref, telHref } from "@/lib/domain/help/addresses";
import { PUBLIC_CODE } from "@/lib/domain/help/options";
import type { HelpLine } from "@/lib/domain/help/schema";
import { longDate } from "@/lib/i18n/dates";

const Way = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-3">
    <dt className="min-w-16 text-quiet">{name}</dt>
    <dd className="min-w-0 font-bold [overflow-wrap:anywhere]">{children}</dd>
  </div>
);

/** A number to tap. Tall enough for an unsteady hand. */
export const Dial = ({ number }: { number: string }) => (
  <a className="link inline-flex min-h-11 items-center text-lg" href={telHref(number)}>
    {number}
  </a>
);

type Props = {
  line: HelpLine;
  /** The country's name, where the line does not stand under it. */
  country?: string;
};

/** One help line: whom it is for, how to reach it, and how surely that is known. */
export function HelpLineEntry({ line, country }: Props) {
  const t = useTranslations("help");
  const locale = useLocale();
  const place = [line.region, country].filter((part) => part !== undefined).join(", ");
  const confidence = t(`confidence.${line.confidence}`);
  const date = longDate(locale, line.seenOn);
  return (
    <li className="grid grid-cols-1 gap-1 border-t border-line pt-4">
      <h3 className="text-lg">{line.name}</h3>
      <p>
        {t("for", { audience: t(`audience.${line.audience}`) })}
        {place !== "" && ` · ${t("inPlace", { place })}`}
      </p>
      <dl>
        {line.phone !== undefined && (
          <Way name={t("call")}>
            <Dial number={line.phone} />
          </Way>
        )}
        {line.text !== undefined && (
          <Way name={t("text")}>
            <a className="link inline-flex min-h-11 items-center text-lg" href={smsHref(line.text)}>
              {line.text.word === undefined
                ? line.text.number
                : t("textWord", { word: line.text.word, number: line.text.number })}
            </a>
          </Way>
        )}
        {line.whatsapp !== undefined && (
          <Way name={t("whatsapp")}>
            <span className="inline-flex min-h-11 items-center text-lg">{line.whatsapp}</span>
          </Way>
        )}
        {line.tty !== undefined && (
          <Way name={t("tty")}>
            <Dial number={line.tty} />
          </Way>
        )}
        {line.ussd !== undefined && (
          <Way name={t("ussd")}>
            <Dial number={line.ussd} />
          </Way>
        )}
        {line.web !== undefined && (
          <Way name={t("web")}>
            <a
              className="link inline-flex min-h-11 items-center"
              href={`https://${line.web}`}
              rel="noreferrer"
              referrerPolicy="no-referrer"
            >
              {line.web}
            </a>
          </Way>
        )}
        {line.hours !== undefined && <Way name={t("hours")}>{line.hours}</Way>}
      </dl>
      <p className="text-sm text-quiet">
        {line.source === PUBLIC_CODE
          ? t("seen", { confidence, date })
          : t("seenAt", { confidence, source: line.source, date })}
      </p>
    </li>
  );
}
