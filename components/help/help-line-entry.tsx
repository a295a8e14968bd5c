import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { telHref } from "@/lib/domain/help/directory";
import type { HelpLine } from "@/lib/domain/help/schema";

const Way = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-3">
    <dt className="min-w-16 text-quiet">{name}</dt>
    <dd className="min-w-0 font-bold">{children}</dd>
  </div>
);

/** A number to tap. Tall enough for an unsteady hand. */
export const Dial = ({ number }: { number: string }) => (
  <a className="link inline-flex min-h-11 items-center text-lg" href={telHref(number)}>
    {number}
  </a>
);

/** One help line: whom it is for, how to reach it, and how surely that is known. `seenOn` is ready to read. */
export function HelpLineEntry({ line, seenOn }: { line: HelpLine; seenOn: string }) {
  const t = useTranslations("help");
  const confidence = t(`confidence.${line.confidence}`);
  return (
    <li className="grid gap-1 border-t border-line pt-4">
      <h3 className="text-lg">{line.name}</h3>
      <p>
        {t("for", { audience: t(`audience.${line.audience}`) })}
        {line.region !== undefined && ` · ${t("inRegion", { region: line.region })}`}
      </p>
      <dl>
        {line.phone !== undefined && (
          <Way name={t("call")}>
            <Dial number={line.phone} />
          </Way>
        )}
        {line.text !== undefined && (
          <Way name={t("text")}>
            <span className="inline-flex min-h-9 items-center">{line.text}</span>
          </Way>
        )}
        {line.whatsapp !== undefined && (
          <Way name={t("whatsapp")}>
            <span className="inline-flex min-h-9 items-center">{line.whatsapp}</span>
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
      </dl>
      <p className="text-sm text-quiet">
        {line.source === undefined
          ? t("seen", { confidence, date: seenOn })
          : t("seenAt", { confidence, source: line.source, date: seenOn })}
      </p>
    </li>
  );
}
