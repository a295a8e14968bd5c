import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { columns, tables } from "@/lib/domain/host-view/columns";
import { ReadingMark } from "./reading-mark";

/**
 * Each table, opened by hand but for the first, with its columns: what the host can make of each, what that tells, and its
 * name in the program.
 */
export function KeptTables() {
  const t = useTranslations("hostView");
  return (
    <ul className="divide-y divide-line border-y border-line">
      {tables.map((table, index) => (
        <li key={table}>
          <Disclosure summary={t(`titles.${table}`)} open={index === 0}>
            <p className="pb-3 text-quiet">{t(`leads.${table}`)}</p>
            <dl>
              {columns
                .filter(({ key }) => key.startsWith(`${table}.`))
                .map(({ key, reading }) => (
                  <div
                    key={key}
                    className="grid gap-x-5 gap-y-2 border-t border-line py-3.5 sm:grid-cols-[10.5rem_minmax(0,1fr)]"
                  >
                    <dt className="flex flex-wrap content-start items-center gap-x-3 gap-y-1 text-sm sm:flex-col sm:items-start">
                      <ReadingMark reading={reading} />
                      <code className="text-quiet">{key.slice(table.length + 1)}</code>
                    </dt>
                    <dd>{t(`tells.${key}`)}</dd>
                  </div>
                ))}
            </dl>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
