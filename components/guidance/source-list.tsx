import { useLocale, useTranslations } from "next-intl";
import type { Source } from "@/lib/domain/guidance/schema";
import { longDate } from "@/lib/i18n/dates";

type Props = { sources: readonly Source[]; reviewed: string };

/** The foot of a text: what it rests on, and when it was last read through. */
export function SourceList({ sources, reviewed }: Props) {
  const t = useTranslations("guidance");
  const locale = useLocale();
  const words = ({ title, about, publisher, date }: Source) =>
    [
      title === undefined ? about : t("quoted", { title }),
      publisher,
      date === undefined ? undefined : longDate(locale, date),
    ].filter((part) => part !== undefined);
  return (
    <section aria-labelledby="sources" className="grid gap-2 border-t border-line pt-5 text-sm text-quiet">
      <h2 id="sources" className="text-sm font-bold">
        {t("sources")}
      </h2>
      <ul className="grid gap-1">
        {sources.map((source) => (
          <li key={source.title ?? source.about} className="max-w-[66ch]">
            {words(source).join(", ")}.
          </li>
        ))}
      </ul>
      <p>{t("ownWords")}</p>
      <p>{t("reviewed", { date: longDate(locale, reviewed) })}</p>
    </section>
  );
}
